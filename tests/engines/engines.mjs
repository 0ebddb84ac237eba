// The three engines: how each is started on a profile of its own, worked, and ended.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { overHttp, overMarionette } from './wire.mjs';
import { driven, played } from './hands.mjs';

const SIZE = { width: 1440, height: 900 };
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function until(words, does) {
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(50)) {
    const answer = await does();
    if (answer) return answer;
  }
  throw new Error(`waited in vain for ${words}`);
}

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

/** Starts a program whose folders are all in `folder`; what it says goes into a file there. */
function start(program, args, folder, env = {}) {
  const own = { HOME: folder, XDG_CONFIG_HOME: join(folder, 'config'), XDG_CACHE_HOME: join(folder, 'cache'), XDG_DATA_HOME: join(folder, 'data'), TZ: 'Asia/Shanghai' };
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...own, ...env } });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(text));
  child.on('error', (error) => said.push(String(error)));
  return {
    said: () => Buffer.concat(said.map((one) => Buffer.from(one))).toString(),
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      const hard = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(hard);
    },
  };
}

async function firefox(program, folder) {
  const downloads = join(folder, 'downloads');
  const settings = {
    'marionette.port': 0,
    // A JSON file is shown as it is, in a page without scripts of the browser's own.
    'devtools.jsonview.enabled': false,
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
    'browser.download.useDownloadDir': true,
    'browser.download.always_ask_before_handling_new_types': false,
    'browser.shell.checkDefaultBrowser': false,
    'browser.aboutwelcome.enabled': false,
    'browser.startup.page': 0,
    'datareporting.policy.dataSubmissionEnabled': false,
    'toolkit.telemetry.reportingpolicy.firstRun': false,
    'app.normandy.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'ui.prefersReducedMotion': 1,
    'intl.accept_languages': 'zh-CN',
  };
  const lines = Object.entries(settings).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
  writeFileSync(join(folder, 'user.js'), lines.join(''));
  const args = ['-headless', '-no-remote', '-marionette', '-profile', folder, '-width', `${SIZE.width}`, '-height', `${SIZE.height + 86}`];
  const browser = start(program, args, folder);
  const told = join(folder, 'MarionetteActivePort');
  const port = await until('Firefox', () => existsSync(told) && Number(readFileSync(told, 'utf8')));
  const wire = await overMarionette(port);
  const { capabilities: { browserVersion } } = await wire.send('newSession', { capabilities: { alwaysMatch: {} } });
  return { name: `Firefox ${browserVersion}`, hand: driven(wire), downloads, said: browser.said, async end() { wire.close(); await browser.end(); } };
}

async function webkit(program, folder) {
  const downloads = join(folder, 'downloads');
  mkdirSync(join(folder, 'config', 'gtk-3.0'), { recursive: true });
  // What WebKitGTK tells pages as a wish for less motion.
  writeFileSync(join(folder, 'config', 'gtk-3.0', 'settings.ini'), '[Settings]\ngtk-enable-animations=0\n');
  // Where GLib says that downloads go.
  writeFileSync(join(folder, 'config', 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  const display = await screen(folder);
  const port = await freePort();
  // Its sandbox needs namespaces that a container does not give.
  const env = { ...display.env, GDK_BACKEND: 'x11', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', NO_AT_BRIDGE: '1', GSETTINGS_BACKEND: 'memory' };
  const driver = start(program, [`--port=${port}`], folder, env);
  const address = `http://127.0.0.1:${port}`;
  await until('WebKitWebDriver', () => fetch(`${address}/status`).then((answer) => answer.ok, () => false));
  const wire = overHttp(address);
  const binary = process.env.LANDFALL_MINIBROWSER;
  const { capabilities } = await wire.send('newSession', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } } },
  });
  await wire.send('place', { x: 0, y: 0, width: SIZE.width, height: SIZE.height + 38 });
  return {
    name: `WebKitGTK ${capabilities.browserVersion}`,
    hand: driven(wire, { type: 'window' }),
    downloads,
    said: driver.said,
    async end() {
      await wire.send('endSession').catch(() => {});
      await driver.end();
      await display.end();
    },
  };
}

/** A screen to draw on: WebKitGTK has no way to do without. */
async function screen(folder) {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  let number = '';
  let failed = null;
  server.on('error', (error) => { failed = error; });
  server.stdio[3].on('data', (text) => { number += text; });
  await until('Xvfb', () => { if (failed) throw failed; return number.includes('\n'); });
  return {
    env: { DISPLAY: `:${number.trim()}`, XAUTHORITY: join(folder, 'none') },
    end: () => new Promise((resolve) => { server.once('exit', resolve); server.kill(); }),
  };
}

async function chromium(program, folder) {
  const { chromium: launcher } = await import('@playwright/test');
  const context = await launcher.launchPersistentContext(join(folder, 'profile'), {
    executablePath: program,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    viewport: SIZE,
    locale: 'zh-CN',
    acceptDownloads: true,
  });
  const downloads = join(folder, 'downloads');
  context.on('page', (page) => page.on('download', (file) => file.saveAs(join(downloads, file.suggestedFilename()))));
  return { name: `Chromium ${context.browser().version()}`, hand: await played(context), downloads, said: () => '', end: () => context.close() };
}

export const ENGINES = { chromium, firefox, webkit };
