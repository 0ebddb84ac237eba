// What people do all day, once for each engine. What the app does in detail the tests of Playwright hold, in Chromium;
// here it is shown that another engine does the same with it: keys, pointers, dialogs, storage, files, workers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const GATE = { role: 'dialog', name: '推进到签约' };
const inStage = (stage, title) => ({ css: '.card', name: `/${title}/`, within: { css: '.board-column', name: `/^${stage}/` } });
const field = (within, name) => ({ role: 'textbox', name: `/^${name}/`, within });
const button = (name, within) => ({ role: 'button', name, within });

async function sample(page, hash = '#/board', settings = {}) {
  await page.fresh(hash, settings);
  await page.click(button(settings.lang === 'en' ? '/Load sample data/' : '/载入示例数据/'));
  await page.words('.toolbar__count', /^47 /);
}

async function capture(page, title, company) {
  await page.press('n');
  const dialog = { role: 'dialog', name: '/^新线索/' };
  await page.focused(field(dialog, '线索名称'));
  await page.type(title);
  await page.fill(field(dialog, '企业'), company);
  await page.press('Enter');
  await page.gone(dialog);
}

const saved = (page) => page.words({ role: 'status' }, /已保存|Saved/);

export const FLOWS = {
  'a visitor reads the year, its timeline and its story, in both languages': async ({ page, shot }) => {
    await page.fresh('#/', { lang: 'zh-CN' });
    await page.see({ role: 'listitem', within: { role: 'list', name: '时间线' } }, 5);
    await page.words('main h1', /西岸/);
    await shot('home');
    await page.click(button('English'));
    await page.words('main h1', /nine thousand/);
    assert.equal(await page.run(() => document.documentElement.lang), 'en');
    await page.click({ role: 'link', name: 'Timeline', within: { css: 'header' } });
    await page.see('#timeline-chart .chart');
    await shot('timeline');
    await page.click({ role: 'link', name: 'Tell the story' });
    await page.words('.story__position', /^1 \/ 7$/);
    await page.press('ArrowRight');
    await page.words('.story__position', /^2 \/ 7$/);
    await page.press('Escape');
    await page.gone('#story-card');
    await page.until('the event to be in sight', () => {
      const box = document.querySelector('main li[aria-current]')?.getBoundingClientRect();
      return box && box.top >= 0 && box.top < innerHeight;
    });
    await page.click(button('中文'));
    await page.see({ role: 'link', name: '逐项讲述' });
    await page.reload();
    await page.see({ role: 'link', name: '逐项讲述' });
  },

  'a lead is noted with a key, moved by keys and by its menu, asked at the gate, undone, and kept': async ({ page, shot }) => {
    await sample(page);
    await shot('board');
    await capture(page, '车联网数据合规平台', 'Sample company QQ');
    const lead = inStage('线索', '车联网数据合规平台');
    await page.focused(lead);
    // By keys: down the menu to the stage, then the gate.
    await page.press('m');
    await page.see({ role: 'menuitem', name: '/签约/' });
    const steps = await page.run(() => {
      const items = pick({ role: 'menuitem' });
      return items.findIndex((one) => /签约/.test(one.innerText)) - items.indexOf(document.activeElement);
    });
    for (let step = 0; step < steps; step += 1) await page.press('ArrowDown');
    await page.focused({ role: 'menuitem', name: '/签约/' });
    await page.press('Enter');
    await page.see(GATE);
    await shot('gate');
    await page.press('Escape');
    await page.gone(GATE);
    await page.focused(lead);
    // By clicks alone.
    await page.click(button('/^移至…/', lead));
    await page.click({ role: 'menuitem', name: '/^在谈/' });
    await page.click(button('先移动，缺项后补'));
    await page.focused(inStage('在谈', '车联网数据合规平台'));
    await page.press('Control+z');
    await page.see(lead);
    await page.press('Control+Shift+z');
    await page.see(inStage('在谈', '车联网数据合规平台'));
    await saved(page);
    await page.reload();
    await page.see(inStage('在谈', '车联网数据合规平台'));
  },

  'a card is dragged over the shoreline, and the gate asks': async ({ page }) => {
    await sample(page);
    const from = await page.middle(inStage('签约', '高精地图数据中心'));
    const to = await page.middle({ css: '.board-column', name: '/^落地/' });
    const path = [1, 2, 3, 4, 5, 6].map((step) => ['move', ...[0, 1].map((axis) => Math.round(from[axis] + ((to[axis] - from[axis]) * step) / 6))]);
    await page.pointer([['move', ...from], ['down'], ['move', from[0] + 12, from[1]], ['wait', 30], ...path, ['wait', 50], ['up']]);
    const gate = { role: 'dialog', name: '推进到落地' };
    await page.focused(field(gate, '注册企业'));
    await page.fill(field(gate, '载体'), 'Tower 9');
    await page.press('Enter');
    await page.gone(gate);
    await page.see(inStage('落地', '高精地图数据中心'));
  },

  'a lead opens beside the board and is edited in place; what is no amount is refused': async ({ page, shot }) => {
    await sample(page);
    await page.focus(inStage('在谈', '大模型推理平台区域总部'));
    await page.press('Enter');
    const drawer = { role: 'complementary', name: '大模型推理平台区域总部' };
    await page.see(drawer);
    await page.fill(field(drawer, '下一步'), '带电力参数再看一处');
    await page.press('Enter');
    await page.fill(field(drawer, '计划投资'), 'many');
    await page.press('Enter');
    await page.see({ css: '*', name: '/“many”不是金额/', within: drawer });
    await page.press('Control+a');
    await page.type('2.5亿');
    await page.press('Tab');
    await page.value(field(drawer, '计划投资'), /^2\.5 亿元$/);
    await shot('drawer');
    await saved(page);
    await page.reload();
    await page.value(field(drawer, '下一步'), /^带电力参数再看一处$/);
  },

  'the table takes typing as a spreadsheet does': async ({ page, shot }) => {
    await sample(page);
    await page.go('#/table?group=none&stage=stage/screened', '.table__row');
    await shot('table');
    const cell = { css: '[data-column="next_step"]', within: { css: '.table__row', name: '/绿色金融评估机构/' } };
    await page.click(cell);
    await page.focused('#table-ear');
    await page.type('call them');
    await page.press('Enter');
    await page.words(cell, /^call them$/);
    await page.press('F2');
    await page.press('Escape');
    await page.press('Control+z');
    await page.words(cell, /^补研判结论$/);
    await page.twice({ css: '[data-column="due"]', within: { css: '.table__row', name: '/自动驾驶仿真平台/' } });
    await page.see({ css: '[role="group"]', name: '选择日期' });
    await page.click(button('两周后'));
    await page.gone({ css: '[role="group"]', name: '选择日期' });
  },

  'today, the timeline of the workspace and the palette answer': async ({ page, shot }) => {
    await sample(page, '#/board', { theme: 'dark', lang: 'en' });
    await page.go('#/today', '.today-list');
    await shot('today');
    await page.go('#/events', '.timeline__lanes');
    await shot('events');
    await page.press('Control+k');
    await page.see({ role: 'dialog', name: 'Commands' });
    await page.type('data');
    await page.press('Enter');
    await page.gone({ role: 'dialog', name: 'Commands' });
    await page.words('main h1', /Data/);
    await page.press('?');
    await page.see({ role: 'dialog', name: 'Keyboard shortcuts' });
    await page.press('Escape');
    await page.gone({ role: 'dialog', name: 'Keyboard shortcuts' });
  },

  'the workspace goes out as a file and comes back; leads go out as a spreadsheet and come back': async ({ page, file }) => {
    await page.fresh('#/board');
    await capture(page, 'Platform', 'Sample company Q');
    await page.go('#/data', button('/^导出工作区/'));
    await page.click(button('/^导出工作区/'));
    const workspace = await file(/\.landfall$/);
    const { app, leads } = JSON.parse(readFileSync(workspace, 'utf8'));
    assert.deepEqual([app, leads[0].title], ['landfall', 'Platform']);
    await page.click(button('/^导出表格/'));
    const sheet = await file(/\.xlsx$/);
    assert.equal(readFileSync(sheet).subarray(0, 2).toString(), 'PK');
    // The sheet says nothing new where it comes from.
    await page.upload('input[type="file"]', sheet);
    await page.see({ css: 'p', name: '/没有新内容/' });
    // Another profile, in effect: nothing is there, the file brings it.
    await page.fresh('#/data', { who: '专员乙' });
    await page.upload('input[type="file"]', workspace);
    await page.see({ css: '*', name: '/^新增 2 条/' });
    await page.click(button('导入'));
    await page.gone(button('导入'));
    await page.go('#/board', inStage('线索', 'Platform'));
    await page.reload();
    await page.see(inStage('线索', 'Platform'));
  },

  'two tabs show each other what they do': async ({ page }) => {
    await page.fresh('#/board');
    await capture(page, 'First', 'Sample company A');
    await saved(page);
    const first = await page.tab();
    await page.open('#/board');
    await page.see(inStage('线索', 'First'));
    await capture(page, 'Second', 'Sample company B');
    await saved(page);
    await page.close();
    await page.to(first);
    await page.see(inStage('线索', 'Second'));
    await page.reload();
    await page.see('.card', 2);
  },

  'landfall.html opens from a disk, shows the year, and keeps what is noted': async ({ page, single }) => {
    const here = single();
    await here.open('#/');
    await here.see({ role: 'listitem', within: { role: 'list', name: '/^(时间线|Timeline)$/' } }, 5);
    await here.open('#/board');
    await here.run(() => localStorage.setItem('landfall/1/settings', '{"lang":"zh-CN","who":"专员甲"}'));
    await here.reload();
    await capture(here, 'On a stick', 'Sample company S');
    await here.see({ css: '.card', name: '/On a stick/' });
    await saved(here);
    await here.reload();
    await here.see({ css: '.card', name: '/On a stick/' });
    assert.deepEqual(await here.wrong(), []);
    await page.open('#/');
  },
};
