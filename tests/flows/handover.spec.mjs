// A lead or a contact from one screen to another's camera: codes shown here, read there.
import { chromium } from '@playwright/test';
import { test, expect, axe, fixClock, openBoard, openPage } from '../lib/index.mjs';
import { TODAY, capture, cardIn, loadSample } from '../lib/board.mjs';
import { choose, download, importIt, openData } from '../lib/data.mjs';
import { choosePhotos, codes, film, handOver, openReceiver, receiver, shownBy } from '../lib/handover.mjs';

const CODE = '20231004-004';
const TITLE = '大模型推理平台区域总部';
const ONE = { who: '专员甲', unit: '一战区' };
const TWO = { who: '专员乙' };

test.beforeEach(async ({ page }) => {
  await fixClock(page, TODAY);
});

/** The sample's lead with most to it. */
async function openLead(page, settings = ONE) {
  await openBoard(page, settings);
  await loadSample(page);
  await openPage(page, `#/lead/${CODE}`, settings);
  await expect(page.getByRole('complementary', { name: TITLE })).toBeVisible();
}

/** A lead with a person, and nothing more. */
async function openSmall(page, settings = ONE) {
  await openBoard(page, settings);
  await capture(page, '推理平台', '示例企业 A');
  await cardIn(page, '线索', '推理平台').focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('complementary', { name: '推理平台' });
  await drawer.getByLabel('联系人姓名').fill('王小明');
  await drawer.getByLabel('电话或邮箱').fill('13800138000');
  await page.keyboard.press('Enter');
  await expect(drawer.locator('.joined__row')).toContainText('王小明');
  return drawer;
}

/** A browser of somebody else, on the data page of an empty workspace. */
async function somebodyElse(browser, baseURL, guard, settings = TWO) {
  const context = await browser.newContext({ baseURL, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1440, height: 900 } });
  guard.watch(context);
  const there = await context.newPage();
  await fixClock(there, TODAY);
  await openData(there, settings);
  return there;
}

test('a lead goes over as photos of codes, once; one step takes it back', async ({ page, browser, baseURL, guard }) => {
  await openLead(page);
  // Neither side needs a network for it; the reader is fetched once. The browser itself may want the tab's icon.
  guard.allow(/ERR_INTERNET_DISCONNECTED.*seal\.svg/);
  await page.context().setOffline(true);
  await handOver(page);
  await expect(shownBy(page).locator('.handover__along')).toContainText(/企业\s*1/);
  const pictures = await codes(page);
  expect(pictures.length).toBeGreaterThan(2);

  const there = await somebodyElse(browser, baseURL, guard);
  await openReceiver(there);
  await expect(receiver(there)).toContainText(/没有找到摄像头|没有获准使用摄像头/);
  await choosePhotos(there, [pictures[1], pictures[1]]);
  const missing = pictures.map((_, at) => at + 1).filter((place) => place !== 2).join('、');
  await expect(receiver(there).locator('.collected__words')).toHaveText(`已收 1 / ${pictures.length}，还差 ${missing}`);
  await expect(receiver(there).locator('.ticks__one[data-here="true"]')).toHaveText(['2']);
  await there.context().setOffline(true);
  await axe(there);
  await choosePhotos(there, [...pictures].reverse());
  const arrived = receiver(there).getByRole('region', { name: '收到的内容' });
  await expect(arrived).toContainText(TITLE);
  await expect(arrived).toContainText('来自 专员甲');
  await expect(arrived).toContainText('这里还没有，会新增一条线索。');
  await expect(arrived.getByRole('button', { name: '接收' })).toBeFocused();
  await axe(there);
  await there.keyboard.press('Enter');
  await expect(receiver(there)).toBeHidden();
  const drawer = there.getByRole('complementary', { name: TITLE });
  await expect(drawer.locator('.drawer__code')).toHaveText(CODE);
  await expect(drawer.locator('.needs__row').nth(4)).toContainText('6,000㎡');
  await expect(there.locator('.toast')).toContainText(`已接收“${TITLE}”`);
  await there.context().setOffline(false);

  await openPage(there, '#/data', TWO);
  await openReceiver(there);
  await choosePhotos(there, pictures);
  await expect(receiver(there)).toContainText('这些内容这里都有了');
  await receiver(there).getByRole('button', { name: '知道了' }).click();
  await expect(receiver(there)).toBeHidden();
  await openBoard(there, TWO);
  await expect(there.getByRole('listitem', { name: TITLE })).toHaveCount(1);
});

test('a camera reads the codes off the screen, and goes off when it has them', async ({ page, baseURL, guard }, info) => {
  await openLead(page);
  await handOver(page);
  const pictures = await codes(page);
  const path = info.outputPath('codes.y4m');
  await film(page, path, pictures);

  const { executablePath, args } = info.project.use.launchOptions;
  const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${path}`];
  const other = await chromium.launch({ executablePath, args: [...args, ...camera] });
  try {
    const there = await somebodyElse(other, baseURL, guard);
    await openReceiver(there);
    const arrived = receiver(there).getByRole('region', { name: '收到的内容' });
    await expect(arrived).toContainText(TITLE, { timeout: 20_000 });
    // The track is over, not only hidden.
    await expect(receiver(there).locator('video')).toHaveCount(0);
    await arrived.getByRole('button', { name: '接收' }).click();
    await expect(there.getByRole('complementary', { name: TITLE })).toBeVisible();
    // It can be taken back in one step, and the workspace is as it was.
    await there.getByRole('button', { name: /^撤销/ }).first().click();
    await expect(there.getByRole('complementary', { name: TITLE })).toBeHidden();
    await openBoard(there, TWO);
    await expect(there.getByRole('listitem', { name: TITLE })).toHaveCount(0);
    // Closing the dialog turns a camera off that is still looking.
    await there.evaluate(() => {
      const own = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (wanted) => (globalThis.stream = await own(wanted));
    });
    await there.keyboard.press('Control+k');
    const palette = there.getByRole('dialog', { name: '命令', exact: true });
    await expect(palette.getByRole('combobox')).toBeFocused();
    await there.keyboard.type('扫码接收');
    await expect(palette.getByRole('option', { selected: true })).toContainText('扫码接收');
    await there.keyboard.press('Enter');
    await expect(receiver(there).locator('.viewer[data-live="true"]')).toBeVisible();
    expect(await there.evaluate(() => globalThis.stream.active)).toBe(true);
    await there.keyboard.press('Escape');
    await expect(receiver(there)).toBeHidden();
    await expect.poll(() => there.evaluate(() => globalThis.stream.active)).toBe(false);
  } finally {
    await other.close();
  }
});

test('a small lead and a contact are one code each; a business card is for any phone', async ({ page, browser, baseURL, guard }) => {
  const drawer = await openSmall(page);
  await handOver(page);
  const [lead, ...rest] = await codes(page);
  expect(rest).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(shownBy(page)).toBeHidden();
  await drawer.getByRole('button', { name: '移交 王小明' }).click();
  await expect(shownBy(page).getByRole('img', { name: '移交码' })).toBeVisible();
  const [contact] = await codes(page);
  await shownBy(page).getByRole('radio', { name: '名片码' }).check();
  await expect(shownBy(page).getByRole('img', { name: '名片码' })).toBeVisible();
  const [card] = await codes(page);

  const there = await somebodyElse(browser, baseURL, guard);
  await openReceiver(there);
  await choosePhotos(there, [card]);
  await expect(receiver(there)).toContainText('这不是落地的移交码。');
  await choosePhotos(there, [contact]);
  const arrived = receiver(there).getByRole('region', { name: '收到的内容' });
  await expect(arrived).toContainText('这里还没有，会新增一位联系人。');
  await arrived.getByRole('button', { name: '接收' }).click();
  await expect(there.locator('.toast')).toContainText('已接收“王小明”');
  // The lead finds the person and the company that are here already.
  await openReceiver(there);
  await choosePhotos(there, [lead]);
  await expect(arrived).toContainText('会新增一条线索');
  await arrived.getByRole('button', { name: '接收' }).click();
  const taken = there.getByRole('complementary', { name: '推理平台' });
  await expect(taken.locator('.joined__row')).toHaveCount(1);
  await expect(taken.locator('.joined__row')).toContainText('13800138000');
});

test('without codes a file does: it opens on the data page like any other', async ({ page, browser, baseURL, guard }) => {
  await openLead(page);
  await handOver(page);
  const file = await download(page, '存成文件');
  await expect(shownBy(page)).toContainText(`已存“${file.name}”`);
  expect(file.name).toBe(`${TITLE}.landfall`);
  const there = await somebodyElse(browser, baseURL, guard);
  await openReceiver(there);
  await receiver(there).getByLabel('选照片或截图').setInputFiles({ name: file.name, mimeType: '', buffer: file.bytes });
  await expect(receiver(there)).toBeHidden();
  await expect(there.getByRole('heading', { name: `“${file.name}”里有什么` })).toBeVisible();
  await importIt(there);
  await openPage(there, `#/lead/${CODE}`, TWO);
  await expect(there.getByRole('complementary', { name: TITLE })).toBeVisible();
  await openData(there, TWO);
  await choose(there, file.name, file.bytes);
  await expect(there.getByText('这个文件里没有新内容')).toBeVisible();
});

test('where there is no camera it says why, and what else helps', async ({ page }) => {
  const without = (mediaDevices) => page.addInitScript((kind) => {
    const refuse = () => Promise.reject(new DOMException('', kind));
    Object.defineProperty(navigator, 'mediaDevices', { configurable: true, get: () => (kind ? { __proto__: MediaDevices.prototype, getUserMedia: refuse } : undefined) });
  }, mediaDevices);
  const words = { '': '不是 https', NotAllowedError: '没有获准', NotFoundError: '没有找到', NotReadableError: '被别的程序占用' };
  for (const [kind, said] of Object.entries(words)) {
    await without(kind);
    await openData(page, TWO);
    await openReceiver(page);
    await expect(receiver(page).locator('.viewer__why')).toContainText(said);
  }
  await choosePhotos(page, [Buffer.from('no picture at all')]);
  await expect(receiver(page)).toContainText('“code-0.png”不是浏览器认得的图片。');
  const blank = await page.locator('.rail').screenshot();
  await choosePhotos(page, [blank]);
  await expect(receiver(page)).toContainText('“code-0.png”里没有找到码。');
});

for (const [lang, theme, size] of [
  ['zh-CN', 'light', { width: 390, height: 844 }],
  ['en', 'dark', { width: 1440, height: 900 }],
]) {
  test(`by keyboard, at rest for those who want rest: ${lang}, ${theme}, ${size.width}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize(size);
    await openBoard(page, { ...ONE, lang, theme });
    await loadSample(page);
    await openPage(page, `#/lead/${CODE}`, { ...ONE, lang, theme });
    const more = page.getByRole('complementary').getByRole('button', { name: /^更多操作$|^More$/ });
    await more.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    const item = page.getByRole('menuitem', { name: /^移交…$|^Hand over…$/ });
    while (!(await item.evaluate((node) => node === document.activeElement))) {
      const before = await page.evaluate(() => document.activeElement.textContent);
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => page.evaluate(() => document.activeElement.textContent)).not.toBe(before);
    }
    await page.keyboard.press('Enter');
    const dialog = shownBy(page);
    await expect(dialog.getByRole('button', { name: /^播放$|^Play$/ })).toBeVisible();
    const place = dialog.locator('.handover__place');
    await expect(place).toHaveText(/^1 \//);
    await expect(dialog.getByRole('img', { name: /第 1 张|code 1 of/ })).toBeVisible();
    await expect.poll(() => page.evaluate(() => document.activeElement.closest('dialog')?.id)).toBe('handover');
    await dialog.getByRole('button', { name: /^播放$|^Play$/ }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(place).toHaveText(/^2 \//);
    await page.keyboard.press('ArrowLeft');
    await expect(place).toHaveText(/^1 \//);
    // Each module has at least three pixels, the light margin of four among them, black on white in either theme.
    const code = await dialog.locator('.handover-code').evaluate((svg) => ({
      wide: svg.getBoundingClientRect().width / svg.viewBox.baseVal.width,
      ground: getComputedStyle(svg.querySelector('rect')).fill,
      first: svg.querySelector('path').getAttribute('d').slice(0, 4),
    }));
    expect(code).toEqual({ wide: expect.any(Number), ground: 'rgb(255, 255, 255)', first: 'M4 4' });
    expect(code.wide).toBeGreaterThanOrEqual(3);
    expect(code.wide % 1).toBe(0);
    await axe(page);
    const [first] = await codes(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(more).toBeFocused();
    // And a picture of this size can be read.
    await openData(page, { ...ONE, lang, theme });
    await openReceiver(page);
    await expect(receiver(page).locator('.viewer')).toBeVisible();
    await choosePhotos(page, [first]);
    await expect(receiver(page).locator('.ticks__one[data-here="true"]')).toHaveText(['1']);
    await axe(page);
  });
}
