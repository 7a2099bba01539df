import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { type Answers, offersOf, said } from '../thread/pages.ts';
import { act, pressed, reads, type Stage } from './acts.ts';

const free = { free_decision: 'yes', told_may_stop: 'yes' };

/** She lets the service in again; the police asks her about the body that arranges returns, and the service acts on that answer. */
export const prepareReturn = async (stage: Stage, file: string, own: Answers): Promise<void> => {
  const back = `${file}/onward/return`;
  const police = await stage.as('police');
  await act(police, `${file}/consents/ask/support`, 'Save the answer', own);
  await act(police, `${file}/support`, 'Offer to', { urgency: 'today' });
  const service = await stage.as('service');
  const [offer = ''] = await offersOf(service);
  await act(service, offer, 'Answer', { accepts: 'yes' });
  await act(service, `${back}/assess`, 'Save', { risk_finding: 'safe_enough' });
  await service.goto(`${back}/choose_return`);
  await pressed(service, 'Save', free);
  assert.equal(await service.locator('.error-summary').count(), 1, 'nobody arranges her return before she agreed');
  assert.match(await said(service), /consent/i);
  const toPartner = { ...own, agreed_parts: ['identity'], chosen_body: 'IOM' };
  await act(police, `${file}/consents/ask/onward_abroad`, 'Save the answer', toPartner);
  assert.match(await reads(service, back), /Consent to [^\n]*\s+Stands/);
};

/** Her free choice, the day, the journey, and her wish to be asked afterwards; gives the window of the service. */
export const goHome = async (stage: Stage, file: string, day: number): Promise<Page> => {
  const back = `${file}/onward/return`;
  const before = await stage.as('service');
  await act(before, `${back}/choose_return`, 'Save', free);
  await act(before, `${back}/plan_travel`, 'Save', stage.on('travel_on', day));
  assert.match(await reads(await stage.as('police'), file), /Returns on/);
  await stage.day(day);
  const service = await stage.as('service');
  await act(service, `${back}/travel`, 'Save');
  await act(service, `${back}/follow`, 'Save', { wishes_follow_up: 'yes' });
  assert.match(await reads(service, back, '160-return'), /wishes to be asked afterwards[\s\S]*Journey made/);
  assert.match(await reads(service, '/tasks'), /after the return/i);
  return service;
};
