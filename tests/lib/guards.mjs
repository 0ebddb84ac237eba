// A test fails if its page, while doing what was asked, logs an error, throws, breaks its content security
// policy or asks another host for anything.
import { test as base, expect } from '@playwright/test';

/** What went wrong beside what a test looks at. */
class Guard {
  #origins;
  #problems = [];
  #allowed = [];

  constructor(origin) {
    this.#origins = [origin];
  }

  /** Another origin that a page may ask: the portal's, in the tests of embedding. */
  own(origin) {
    this.#origins.push(origin);
  }

  /** Lets through what `pattern` matches: for tests that break something on purpose. */
  allow(pattern) {
    this.#allowed.push(pattern);
  }

  /** Everything that was found. */
  get found() {
    return [...this.#problems];
  }

  /** Everything that was found and not allowed. */
  get problems() {
    return this.#problems.filter((problem) => !this.#allowed.some((pattern) => pattern.test(problem)));
  }

  async watch(context) {
    // In every page and every frame, before their first script: the report itself, which names directive and place.
    await context.exposeBinding('landfallPolicyReport', (_, { directive, blocked, sample, where }) => {
      this.#note('policy violated', `${directive} forbids ${blocked} ${sample}`, where);
    });
    await context.addInitScript(() => {
      window.addEventListener('securitypolicyviolation', (event) => {
        const { effectiveDirective: directive, blockedURI: blocked, sample, sourceFile, lineNumber } = event;
        window.landfallPolicyReport({ directive, blocked, sample, where: `${sourceFile || location.href}:${lineNumber}` });
      }, true);
    });
    context.on('console', (message) => {
      // Chromium reports a violated policy and a file that is not there in the same way.
      if (message.type() === 'error') this.#note('console error', message.text(), message.location().url);
    });
    context.on('weberror', (error) => this.#note('page error', error.error().stack ?? String(error.error())));
    context.on('request', (request) => {
      if (!this.#isOwn(request.url())) this.#note('request to another host', request.url());
    });
  }

  #note(kind, text, where = '') {
    this.#problems.push(`${kind}: ${text}${where && ` (${where})`}`);
  }

  #isOwn(address) {
    const url = new URL(address);
    // A page opened from a file may load nothing but itself.
    if (url.protocol === 'file:') return url.pathname.endsWith('/landfall.html');
    return ['data:', 'blob:', 'about:'].includes(url.protocol) || this.#origins.includes(url.origin);
  }
}

export const test = base.extend({
  guard: [
    async ({ context, baseURL }, use) => {
      const guard = new Guard(new URL(baseURL).origin);
      await guard.watch(context);
      await use(guard);
      expect(guard.problems, 'the page does its work without errors and asks no other host').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
