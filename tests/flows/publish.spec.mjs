// Publishing: what is new, what must not go out, the files; and that a visitor receives nothing else.
import { readFileSync } from 'node:fs';
import { test, expect, axe, fixClock, openPage } from '../lib/index.mjs';
import { TODAY } from '../lib/board.mjs';
import { choose, download, importIt, openData } from '../lib/data.mjs';

const file = (lists) => JSON.stringify({ app: 'landfall', schema: 2, workspace: { name: '会后' }, ...lists });
const EVENT = file({
  events: [{ id: 'e1', title_zh: '东京圆桌会', kind: 'event-kind/round-table', start: '2024-01-16', notes_zh: '与三家企业座谈，金桥计划进展顺利', public: true }],
});
const LEAD = file({
  companies: [{ id: 'c1', name: '示例机电（上海）有限公司' }],
  leads: [{ id: 'l1', code: '20231208-901', title: '机电研发中心', company: 'c1', stage: 'stage/talks', code_name: '金桥计划', contact: '王小明', phone: '13800001234' }],
});

const open = async (page, name = '发布') => {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog', { name, exact: true });
  await expect(dialog).toBeVisible();
  return dialog;
};

async function take(page, name, content) {
  await choose(page, name, content);
  await importIt(page);
}

test.beforeEach(async ({ page }) => {
  await fixClock(page, TODAY);
});

test('what is public is previewed, compared with what is published, and saved as files', async ({ page }) => {
  await openData(page, { who: '专员甲' });
  let dialog = await open(page);
  await expect(dialog.getByText('和现在公布的一样，没有变化。')).toBeVisible();
  await axe(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await take(page, '会后.landfall', EVENT);
  dialog = await open(page);
  await expect(dialog.getByRole('list', { name: '与现在公布的相比' }).getByRole('listitem')).toContainText(['新增活动：东京圆桌会', /圆桌/]);
  await expect(dialog.getByRole('list', { name: '只有一种语言' })).toContainText('标题（英文）');
  await expect(dialog.getByRole('group', { name: /访客看到的样子/ }).getByRole('listitem', { name: /东京圆桌会/ })).toBeVisible();
  const saved = await download(page, '保存 published.json');
  const made = JSON.parse(saved.bytes.toString('utf8'));
  expect([saved.name, made.published_on, made.events.at(-1).id, made.source.line.zh]).toEqual(['published.json', '2023-12-08', 'e1', '上海徐汇，2023（作者 杨宜修）']);
  const page1 = (await download(page, '保存 landfall.html，内含这份数据')).bytes.toString('utf8');
  const block = (id) => page1.match(new RegExp(`<script type="application/json" id="${id}">([^]*?)</script>`))[1];
  expect(JSON.parse(block('landfall-published'))).toEqual(made);
  expect(block('landfall-workspace')).toBe('');
});

test('a code name is refused with the field and the way to both records', async ({ page }) => {
  await openData(page, { who: '专员甲', theme: 'dark' });
  await take(page, '会后.landfall', EVENT);
  await take(page, '线索.landfall', LEAD);
  let dialog = await open(page);
  const line = dialog.getByRole('list', { name: '不能发布的地方' }).getByRole('listitem').first();
  await expect(line).toContainText('活动：东京圆桌会');
  await expect(line).toContainText('内容含有代号“金桥计划”');
  await expect(dialog.getByRole('button', { name: /published.json/ })).toBeHidden();
  await axe(page);
  await line.getByRole('link', { name: '打开线索：机电研发中心' }).click();
  await expect(page.getByRole('complementary', { name: '机电研发中心' })).toBeVisible();
  await expect(dialog).toBeHidden();
  // In the other language, and the way to the event.
  await openData(page, { lang: 'en', who: '专员甲' });
  dialog = await open(page, 'Publish');
  await expect(dialog.getByText('holds the code name “金桥计划”').first()).toBeVisible();
  await dialog.getByRole('link', { name: 'Open this event' }).first().click();
  await expect(page).toHaveURL(/#\/events\?.*event=e1/);
});

test('a visitor receives no lead, contact or code name, neither of the sample nor of this workspace', async ({ page }) => {
  await openData(page, { who: '专员甲' });
  await take(page, '线索.landfall', LEAD);
  const bodies = [];
  page.on('response', (response) => bodies.push(response.body().then((body) => [response.url(), body.toString('utf8')], () => [response.url(), ''])));
  const sample = JSON.parse(readFileSync(new URL('../../public/data/sample.json', import.meta.url), 'utf8'));
  const words = (text) => (typeof text === 'string' ? [text] : [text?.zh, text?.en]);
  const secrets = [...new Set(sample.leads.flatMap((lead) => [lead.code, ...words(lead.title), ...words(lead.code_name), ...words(lead.contact)]))]
    .filter((text) => text && text.length > 3)
    .concat(['金桥计划', '机电研发中心', '示例机电', '王小明', '13800001234']);
  expect(secrets.length).toBeGreaterThan(50);
  const seen = [];
  for (const route of ['#/', '#/timeline', '#/cases']) {
    await openPage(page, route, {});
    seen.push([route, await page.content()]);
  }
  const received = [...(await Promise.all(bodies)), ...seen];
  expect(received.length).toBeGreaterThan(6);
  expect(received.filter(([url]) => url.includes('sample')), 'the sample is not fetched').toEqual([]);
  const found = received.flatMap(([url, text]) => secrets.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${url}`));
  expect(found).toEqual([]);
});
