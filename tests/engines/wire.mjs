// WebDriver's commands (W3C WebDriver, level 2) over the two wires that a driver listens on: HTTP (WebKitWebDriver), and
// Firefox's own Marionette, which takes the same commands with the same parameters. Nothing to install from npm.
import { connect } from 'node:net';

/** How a command is called over HTTP, and by Marionette. `{id}` stands for a parameter that goes into the path. */
const COMMANDS = {
  newSession: ['POST', '', 'WebDriver:NewSession'],
  endSession: ['DELETE', '', 'WebDriver:DeleteSession'],
  open: ['POST', '/url', 'WebDriver:Navigate'],
  refresh: ['POST', '/refresh', 'WebDriver:Refresh'],
  script: ['POST', '/execute/async', 'WebDriver:ExecuteAsyncScript'],
  timeouts: ['POST', '/timeouts', 'WebDriver:SetTimeouts'],
  picture: ['GET', '/screenshot', 'WebDriver:TakeScreenshot'],
  place: ['POST', '/window/rect', 'WebDriver:SetWindowRect'],
  window: ['GET', '/window', 'WebDriver:GetWindowHandle'],
  newWindow: ['POST', '/window/new', 'WebDriver:NewWindow'],
  toWindow: ['POST', '/window', 'WebDriver:SwitchToWindow'],
  closeWindow: ['DELETE', '/window', 'WebDriver:CloseWindow'],
  actions: ['POST', '/actions', 'WebDriver:PerformActions'],
  release: ['DELETE', '/actions', 'WebDriver:ReleaseActions'],
  type: ['POST', '/element/{id}/value', 'WebDriver:ElementSendKeys'],
};

/** A driver that listens on HTTP at `address`. */
export function overHttp(address) {
  let session = '';
  return {
    async send(name, parameters = {}) {
      const [method, path] = COMMANDS[name];
      const answer = await fetch(`${address}/session${session}${path.replace('{id}', parameters.id)}`, {
        method,
        body: method === 'POST' ? JSON.stringify(parameters) : undefined,
        signal: AbortSignal.timeout(60_000),
      });
      const { value } = await answer.json();
      if (value?.error) throw new Error(`${name}: ${value.error}: ${value.message}`);
      if (name === 'newSession') session = `/${value.sessionId}`;
      return value;
    },
    close() {},
  };
}

/** Firefox at this port of Marionette: messages are JSON, each with its length in bytes and a colon before it. */
export async function overMarionette(port) {
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const waiting = new Map();
  let bytes = Buffer.alloc(0);
  let last = 0;
  const greeted = new Promise((resolve) => waiting.set('greeting', resolve));
  const heard = (message) => {
    if (!Array.isArray(message)) return waiting.get('greeting')();
    const [, id, error, value] = message;
    const { name, resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(`${name}: ${error.error}: ${error.message}`));
    else resolve(value && 'value' in value ? value.value : value);
  };
  socket.on('data', (more) => {
    bytes = Buffer.concat([bytes, more]);
    for (;;) {
      const colon = bytes.indexOf(58);
      if (colon < 0) return;
      const end = colon + 1 + Number(bytes.subarray(0, colon).toString());
      if (bytes.length < end) return;
      const message = JSON.parse(bytes.subarray(colon + 1, end).toString());
      bytes = bytes.subarray(end);
      heard(message);
    }
  });
  const gone = (error) => {
    for (const [, one] of waiting) one.reject?.(error ?? new Error('Firefox ended'));
    waiting.clear();
  };
  socket.on('error', gone);
  socket.on('close', () => gone());
  await greeted;
  return {
    send(name, { id, ...parameters } = {}) {
      last += 1;
      const message = JSON.stringify([0, last, COMMANDS[name][2], id ? { id, ...parameters } : parameters]);
      const answer = new Promise((resolve, reject) => waiting.set(last, { name, resolve, reject }));
      socket.write(`${Buffer.byteLength(message)}:${message}`);
      return answer;
    },
    close: () => socket.destroy(),
  };
}
