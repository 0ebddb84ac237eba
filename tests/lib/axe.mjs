// Accessibility, as far as a program can judge it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@playwright/test';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails if axe finds anything serious or critical in the page as it is now. */
export async function axe(page) {
  // Transitions half way have colours that nobody chose.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
  if (!(await page.evaluate(() => Boolean(globalThis.axe)))) await page.evaluate(source);
  // Of what is right nothing is written down: naming each of its elements takes longer than looking at them.
  const violations = await page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations);
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.target.join(' ')}\n  ${node.failureSummary}`).join('\n')}`);
  expect(serious, 'axe finds nothing serious').toEqual([]);
}
