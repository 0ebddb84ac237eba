// The lead board: capture, moves, undo, what a reload finds.
import { test, expect, fixClock, openBoard, openPage } from '../lib/index.mjs';
import { TODAY, capture, cardIn, column, loadSample } from '../lib/board.mjs';

test.beforeEach(async ({ page }) => {
  await fixClock(page, TODAY);
});

test('a new workspace is empty: nobody’s leads, and two ways to begin', async ({ page }) => {
  await openBoard(page);
  await expect(page.getByRole('heading', { level: 1, name: '看板' })).toHaveCount(1);
  await expect(page.getByText('这里还没有线索')).toBeVisible();
  await expect(page.locator('.card')).toHaveCount(0);
});

test('capture a lead, move it by its menu, reload: it is there', async ({ page }) => {
  await openBoard(page);
  await capture(page, '车联网数据合规平台', '某某科技');
  const card = cardIn(page, '线索', '车联网数据合规平台');
  await expect(card).toBeVisible();
  await expect(card).toBeFocused();
  await card.hover();
  await card.getByRole('button', { name: '移至…' }).click();
  await page.getByRole('menuitem', { name: '在谈' }).click();
  await page.getByRole('button', { name: '先移动，缺项后补' }).click();
  await expect(cardIn(page, '在谈', '车联网数据合规平台')).toBeFocused();
  await expect(page.getByRole('status')).toContainText('已保存');
  await page.reload();
  await expect(cardIn(page, '在谈', '车联网数据合规平台')).toBeVisible();
  await expect(page.locator('.card')).toHaveCount(1);
});

test('capture with an empty field names it and keeps what was typed', async ({ page }) => {
  await openBoard(page);
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: '新线索' });
  await dialog.getByLabel('企业', { exact: true }).fill('某某科技');
  await page.keyboard.press('Enter');
  const title = dialog.getByLabel('线索名称');
  await expect(title).toHaveAttribute('aria-invalid', 'true');
  await expect(title).toHaveAccessibleDescription(/请写线索名称/);
  await expect(title).toBeFocused();
  await expect(dialog.getByLabel('企业', { exact: true })).toHaveValue('某某科技');
  await title.fill('平台');
  await dialog.getByLabel('企业', { exact: true }).fill('  ');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('请写企业名称：哪家企业')).toBeVisible();
  await expect(title).toHaveValue('平台');
  // Closed by mistake, opened again: still there.
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('n');
  await expect(dialog.getByLabel('线索名称')).toHaveValue('平台');
});

test('Enter while an input method composes saves nothing', async ({ page }) => {
  await openBoard(page);
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: '新线索' });
  await dialog.getByLabel('企业', { exact: true }).fill('某某科技');
  await dialog.getByLabel('线索名称').focus();
  const client = await page.context().newCDPSession(page);
  await client.send('Input.imeSetComposition', { text: 'ping tai', selectionStart: 8, selectionEnd: 8 });
  await client.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
  await expect(dialog).toBeVisible();
  await expect(page.locator('.card')).toHaveCount(0);
});

test('a company somebody reported is shown before saving', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: '新线索' });
  await dialog.getByLabel('企业', { exact: true }).fill('示例企业 ac');
  await expect(dialog.getByText('示例企业 AC 已有首报')).toBeVisible();
  await expect(dialog.getByText(/专员乙，二战区，2023年8月28日，现处“在谈”/)).toBeVisible();
  await dialog.getByRole('button', { name: '打开已有线索' }).click();
  await expect(page.getByRole('complementary', { name: '车联网安全研发中心' })).toBeVisible();
});

test('the sample is the picture: 47 leads in three lists, marked, cleared in one click, undone', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await expect(page.getByText('示例数据', { exact: true })).toBeVisible();
  await expect(page.locator('.card')).toHaveCount(47);
  for (const [list, count, sums] of [['目标清单', 27, '6.8 亿元 + 0.85 亿美元'], ['跟踪清单', 13, '11.7 亿元 + 1.63 亿美元'], ['落地', 7, '1.7 亿元 + 1.10 亿美元']]) {
    const head = page.locator('.board-group__head', { has: page.getByRole('heading', { level: 2, name: list, exact: true }) });
    await expect(head).toContainText(`${count} 个`);
    await expect(head).toContainText(sums);
  }
  for (const region of await page.locator('.board-column').all()) {
    const heading = await region.getByRole('heading', { level: 3 }).innerText();
    expect(Number(heading.match(/\d+/)[0])).toBe(await region.getByRole('listitem').count());
  }
  await page.getByRole('button', { name: '清除示例数据' }).click();
  await expect(page.locator('.card')).toHaveCount(0);
  await expect(page.getByText('示例数据', { exact: true })).toBeHidden();
  await page.getByRole('button', { name: '撤销' }).first().click();
  await expect(page.locator('.card')).toHaveCount(47);
});

test('a card moves by drag, across the shoreline, and back by undo', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  const from = await cardIn(page, '签约', '高精地图数据中心').boundingBox();
  const to = await column(page, '落地 3').boundingBox();
  await page.mouse.move(from.x + 40, from.y + 40);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 40, { steps: 3 });
  await page.mouse.move(to.x + 80, to.y + 60, { steps: 8 });
  await expect(page.getByText('松开：登记落地')).toBeVisible();
  await page.mouse.up();
  await page.getByRole('button', { name: '先移动，缺项后补' }).click();
  const landed = cardIn(page, '落地 4', '高精地图数据中心');
  await expect(landed).toBeFocused();
  await expect(landed).toHaveAttribute('data-stage', 'stage/landed');
  await expect(page).toHaveURL(/#\/board$/);
  await page.keyboard.press('Control+z');
  await expect(cardIn(page, '签约', '高精地图数据中心')).toBeFocused();
});

test('Esc while dragging puts the card back', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  const card = cardIn(page, '签约', '高精地图数据中心');
  const box = await card.boundingBox();
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x - 300, box.y, { steps: 6 });
  await expect(page.locator('.card--ghost')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.card--ghost')).toHaveCount(0);
  await page.mouse.up();
  await expect(card).toHaveAttribute('data-stage', 'stage/signed');
});

test('the wheel turns the list under a card that is carried', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 600 });
  await openBoard(page);
  await loadSample(page);
  const box = await cardIn(page, '签约', '高精地图数据中心').boundingBox();
  const list = column(page, '线索').getByRole('list');
  const over = await list.boundingBox();
  await page.mouse.move(box.x + 40, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(over.x + over.width / 2, over.y + over.height / 2, { steps: 6 });
  await expect(page.locator('.board-column__slot')).toContainText('线索');
  await page.mouse.wheel(0, 200);
  await expect.poll(() => list.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);
  await page.keyboard.press('Escape');
  await page.mouse.up();
});

test('a card is lifted, moved and dropped by keyboard, and the focus stays on it', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  const title = '大模型推理平台区域总部';
  await cardIn(page, '在谈', title).focus();
  await page.keyboard.press('Space');
  await expect(page.locator('[aria-live="assertive"]')).toContainText('已提起');
  await page.keyboard.press('ArrowRight');
  await expect(cardIn(page, '签约', title)).toBeFocused();
  await expect(page.locator('[aria-live="assertive"]')).toContainText('签约，第');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: '先移动，缺项后补' }).click();
  const titles = () => column(page, '签约').getByRole('listitem').evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')));
  await expect.poll(async () => (await titles()).indexOf(`${title} 示例企业 AB`)).toBe(1);
  // Lifted again and put back by Esc.
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(cardIn(page, '落地 4', title)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(cardIn(page, '签约', title)).toBeFocused();
});

test('keys go from card to card and open them; Esc comes back', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await cardIn(page, '在谈', '跨境资产管理公司').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await expect(cardIn(page, '在谈', '大模型推理平台区域总部')).toBeFocused();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('complementary', { name: '大模型推理平台区域总部' });
  await expect(drawer).toBeVisible();
  await expect(page).toHaveURL(/#\/lead\/20231004-004$/);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(cardIn(page, '在谈', '大模型推理平台区域总部')).toBeFocused();
  await page.keyboard.press('m');
  await expect(page.getByRole('menu', { name: '移至…' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(cardIn(page, '在谈', '大模型推理平台区域总部')).toBeFocused();
  // From a card beside the open lead it closes, too: the board stays usable.
  await page.keyboard.press('Enter');
  await expect(page.locator('#lead-drawer')).toBeFocused();
  await cardIn(page, '在谈', '跨境资产管理公司').focus();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(cardIn(page, '在谈', '跨境资产管理公司')).toBeFocused();
});

test('a lead is opened by its address and its fields are edited in place', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await openPage(page, '#/lead/20231004-004');
  const drawer = page.getByRole('complementary', { name: '大模型推理平台区域总部' });
  await expect(drawer.getByLabel('下一步')).toHaveValue('送选址方案三份');
  await drawer.getByLabel('下一步').fill('带电力与承重参数再看一处');
  await page.keyboard.press('Enter');
  await drawer.getByLabel('截止日期').fill('2023-12-15');
  await drawer.getByLabel('计划投资').fill('２.５亿');
  await page.keyboard.press('Tab');
  await expect(drawer.getByLabel('计划投资')).toHaveValue('2.5 亿元');
  await drawer.getByLabel('战区').selectOption('二战区');
  await drawer.getByLabel('备注').fill('<img src=x onerror=alert(1)> 需要 6,000㎡');
  await drawer.getByLabel('记一笔').fill('对方周一看第二处载体');
  await page.keyboard.press('Enter');
  await expect(drawer.locator('.log__line').first()).toContainText('对方周一看第二处载体');
  await page.reload();
  await expect(drawer.getByLabel('下一步')).toHaveValue('带电力与承重参数再看一处');
  await expect(drawer.getByLabel('截止日期')).toHaveValue('2023-12-15');
  await expect(drawer.getByLabel('备注')).toHaveValue('<img src=x onerror=alert(1)> 需要 6,000㎡');
  const card = cardIn(page, '在谈', '大模型推理平台区域总部');
  await expect(card).toContainText('二战区');
  await expect(card).toContainText('2.5 亿元');
  await expect(card).toContainText('12月15日 周五');
});

test('an amount that is none is refused by name and not lost', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await openPage(page, '#/lead/20231004-004');
  const amount = page.getByLabel('计划投资');
  await amount.fill('两三个小目标');
  await page.keyboard.press('Enter');
  await expect(page.getByText('“两三个小目标”不是金额')).toBeVisible();
  await expect(amount).toHaveValue('两三个小目标');
});

test('an address of a lead that is not here says so', async ({ page }) => {
  await openPage(page, '#/lead/20991231-999');
  await expect(page.getByText('没有编码为 20991231-999 的线索')).toBeVisible();
});

test('the search filters as one types, and the address keeps it', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: '搜索' })).toBeFocused();
  await page.keyboard.type('大模型');
  await expect(page.getByText('4 / 47 条')).toBeVisible();
  await expect(page).toHaveURL(/q=/);
  await page.reload();
  await expect(page.getByText('4 / 47 条')).toBeVisible();
  await page.getByRole('searchbox').fill('没有这样的');
  await expect(page.getByText('没有符合筛选的线索')).toBeVisible();
  await page.getByRole('button', { name: '清空筛选' }).click();
  await expect(page.getByText('47 条', { exact: true })).toBeVisible();
});

test('language and theme switch, are kept, and leave no text behind', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('button', { name: 'New lead' })).toBeVisible();
  await expect(page.getByText('Target list')).toBeVisible();
  await page.getByRole('button', { name: 'Switch to dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByText('Target list')).toBeVisible();
});

test('a board loaded in English has no Chinese in it', async ({ page }) => {
  await openBoard(page, { lang: 'en' });
  await loadSample(page);
  await page.getByRole('listitem', { name: /inference platform/ }).first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toBeVisible();
  const text = await page.locator('body').innerText();
  expect(text.replace('中文', '').match(/\p{Script=Han}+/gu)).toBeNull();
});

test('on the phone there is one column, a picker, and no sideways scroll', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openBoard(page);
  await loadSample(page);
  await expect(cardIn(page, '线索', '体外诊断试剂研发')).toBeVisible();
  await page.getByLabel('阶段').selectOption('stage/in-talks');
  await expect(cardIn(page, '在谈', '跨境资产管理公司')).toBeVisible();
  await expect(cardIn(page, '线索', '体外诊断试剂研发')).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test('an edit in the drawer can be taken back from the toast', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  await openPage(page, '#/lead/20231004-004');
  const next = page.getByLabel('下一步');
  await next.fill('改错了');
  await page.keyboard.press('Enter');
  // One way back at a time, so that its name is unambiguous.
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(next).toHaveValue('送选址方案三份');
});

test('closing a dialog gives the focus back to the card it was on', async ({ page }) => {
  await openBoard(page);
  await loadSample(page);
  const card = cardIn(page, '在谈', '跨境资产管理公司');
  await card.focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: '快捷键' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card).toBeFocused();
});

// The names that people, screen readers and outside checks hold on to: each leads to one thing.
test('every name of the board is one thing, in both languages', async ({ page }) => {
  for (const [lang, names] of [['zh-CN', ['新线索', '撤销', '保存']], ['en', ['New lead', 'Undo', 'Save']]]) {
    await openBoard(page, { lang });
    const [capture, undo, save] = names.map((name) => page.getByRole('button', { name }));
    await expect(page.getByRole('status')).toHaveCount(1);
    await expect(page.getByRole('searchbox')).toHaveCount(1);
    await expect(undo).toHaveCount(1);
    await capture.click();
    await expect(save).toHaveCount(1);
    await page.getByLabel(lang === 'en' ? 'Lead name' : '线索名称').fill(`P ${lang}`);
    await page.getByLabel(lang === 'en' ? 'Company' : '企业', { exact: true }).fill('C');
    await save.click();
    await expect(page.getByRole('region', { name: lang === 'en' ? 'Lead' : '线索' }).getByRole('listitem', { name: `P ${lang}` })).toBeVisible();
    await expect(undo).toHaveCount(1);
    await undo.click();
    await expect(page.getByRole('listitem', { name: `P ${lang}` })).toHaveCount(0);
  }
});
