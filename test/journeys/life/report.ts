import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { beginReport, sendTwice } from '../thread/writing.ts';
import { type Answers, said } from '../thread/pages.ts';
import { act, wayTo } from './acts.ts';

const report: Answers = {
  ...{ reporter_name: 'Test Inspector', reporter_phone: '+352 247 76100' },
  ...{ second_contact_name: 'Test Desk', second_contact_email: 'desk@example.lu' },
  ...{
    how_came_to_light: 'own_check',
    in_danger: 'no',
    account: 'She cleaned rooms at night and slept in the cellar.',
  },
  ...{ other_victims: 'not_sure', police_told: 'no' },
};

const child: Answers = {
  ...{ age_answer: 'child', protection_told: 'no', 'guardian_name.untold': 'not_known', sex: 'female' },
  ...{ citizenship: 'UA', language: 'uk', interpreter_need: 'yes', forms: 'forced_labour' },
  ...{ still_exploited: 'no', 'how_left.untold': 'not_known', last_contact: 'week', full_name: 'Finch Zorbanescu' },
  ...{ can_be_contacted: 'no', no_contact_reason: 'not_safe', support_information: 'informed' },
};

/** Reports one person who says she is sixteen, on one page for the report and one for her; gives the report's id. */
export const reportChild = async (page: Page): Promise<string> => {
  const draft = await beginReport(page, 'Finch house');
  await act(page, `${draft}/page/all`, 'Save and go on', report);
  await page.goto(draft);
  const person = (await wayTo(page, `${draft}/persons/`)).replace(/\/[a-z_]+$/, '');
  await act(page, `${person}/all`, 'Save and go on', child);
  await page.goto(`${draft}/check`);
  assert.match(await said(page), /Ready to be checked/);
  return sendTwice(page, draft);
};
