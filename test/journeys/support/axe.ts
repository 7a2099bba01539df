import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on a page, contrast it could not decide included: by the rule, and where. */
export const violations = (page: Page): Promise<unknown> =>
  page.evaluate(`${axeSource}; axe.run(document).then(({ violations, incomplete }) => [...violations,
    ...incomplete.filter(({ id }) => id === 'color-contrast')].map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`);
