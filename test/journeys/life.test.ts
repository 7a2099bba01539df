import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { act, closedTo, openStage, pressed, reads, type Stage, wayTo } from './life/acts.ts';
import { goHome, prepareReturn } from './life/return.ts';
import { reportChild } from './life/report.ts';
import { axeCheck, type Journey, startJourney } from './support/index.ts';
import { type Answers, offersOf, said } from './thread/pages.ts';

/**
 * A whole invented life of a case, by the clock: a girl is found, protected as a child, found to be an adult; ninety days, a
 * permit of six months; a shelter for minors, a house, another house for her safety; she takes her consent back; and goes home. After each
 * step every persona is asked what she sees, and what she must not see. The same life for a reader: `docs/life.md`.
 */
let journey: Journey;
let stage: Stage;
let report = '';
let file = '';
let stay = '';
let bed = '';
let detected = 0;

const spoken = { language: 'uk', interpreter: 'professional_present' };

/** The figure of the labour inspectorate over all its years: persons found. */
const detectedSoFar = async (): Promise<number> => {
  const { text, code } = await journey.ariane('figure', 'detection-itm', '--json');
  assert.equal(code, 0, text);
  const { periods } = JSON.parse(text.slice(text.indexOf('{'))) as { periods: { values: Record<string, number> }[] };
  return periods.reduce((sum, { values }) => sum + (values['persons'] ?? 0), 0);
};

const consent = (given: Answers): Answers => ({
  ...{ no_explained: 'yes', answer: 'given', agreed_parts: ['identity', 'contact_safe'], method: 'written' },
  ...{ ...spoken, ...given },
});

before(async () => {
  journey = await startJourney();
  stage = openStage(journey);
});
after(async () => {
  await stage.close();
  await journey.close();
});

describe('day 0: found, and protected as a child', () => {
  test('a labour inspector reports a girl; the police take it up, and somebody has to represent her', async () => {
    detected = await detectedSoFar();
    const inspector = await stage.as('inspector');
    report = await reportChild(inspector);
    const police = await stage.as('police');
    await act(police, `/received/${report}`, 'Take into the queue', { open_cases: 'yes' });
    await police.goto(`/received/${report}`);
    file = /^\/cases\/[0-9a-f-]{36}/.exec(await wayTo(police, '/cases/'))?.[0] ?? '';
    assert.match(await reads(police, file), /Nobody represents the child yet[\s\S]*Next[\s\S]*guardian/i);
    assert.match(await act(police, file, 'I look after this case'), /looked after by|Claudine|Mathis|Jeff/);
    await act(police, `${file}/child/name_adhoc`, 'Save', { decided_by: 'TJ', child_text: 'Me Exemple, lawyer.' });
    const named = await reads(police, file, '0-police');
    assert.match(named, /Ad hoc administrator named/);
    assert.match(named, /Next\s+No open task/, 'the task ended with what it asked for');
    await closedTo(inspector, file);
  });

  test('interview, rights, indications; the child alone cannot agree, who represents her can', async () => {
    const police = await stage.as('police');
    await act(police, `${file}/identification/record`, 'Save the interview', {
      ...{ ...stage.on('held_on', 0), place: 'own_office', ...spoken, persons_present: ['interpreter', 'guardian'] },
      ...{ support_accompanied: 'no', result: 'indications' },
    });
    await police.goto(`${file}/identification/rights`);
    for (const name of ['rights', 'obligations'])
      for (const box of await police.locator(`main input[name="${name}"]`).all()) await box.check({ force: true });
    await pressed(police, 'Save what was told', {
      ...{ occasion: 'first', ...spoken, acknowledged: 'yes', leaflet_version: '1', dismissal_told: 'yes' },
    });
    await act(police, `${file}/identification/decide/indications_found`, 'Decide', {
      ...{ reasons: ['indicators_observed', 'statement_of_person'], reason_text: 'Papers kept.' },
      ...{ indicators: ['DEL-35', 'DEL-01', 'DEL-02'] },
    });
    await police.goto(`${file}/consents/ask/support`);
    const alone = consent({ age_said: 'child', given_by: 'person', ...stage.on('given_on', 0) });
    await pressed(police, 'Save the answer', alone);
    assert.match(await said(police), /a guardian or representative answers/);
    const speaker = { given_by: 'representative', authority: 'ad_hoc_administrator' };
    await act(police, `${file}/consents/ask/support`, 'Save the answer', { ...alone, ...speaker });
    await act(police, `${file}/support`, 'Offer to', { urgency: 'today' });
  });

  test('the service sees the case once it accepted, and opens the name once the keys were handed over', async () => {
    const service = await stage.as('service');
    await closedTo(service, file);
    const [offer = ''] = await offersOf(service);
    assert.doesNotMatch(await reads(service, offer), /Finch|Zorbanescu/);
    await act(service, offer, 'Answer', { accepts: 'yes' });
    assert.doesNotMatch(await reads(service, file), /Open name and contact/);
    const police = await stage.as('police');
    assert.match(await reads(police, file), /Next[\s\S]*hand over the keys[\s\S]*Sealed parts are not open yet/);
    await act(police, offer, 'Hand over the keys now');
    assert.doesNotMatch(await reads(police, file), /Next[\s\S]*hand over the keys/);
    assert.match(await reads(service, file, '0-service'), /Open name and contact/);
    await act(service, `${file}/assistance`, 'Save who does what', { lead_team: 'SAVTEH', mine: 'yes' });
    assert.doesNotMatch(await reads(service, file), /nobody looks after it yet|Nobody is responsible/);
    await closedTo(police, `${file}/assistance`);
  });

  test('first contact, danger, needs, a goal: her plan stands, and only the service reads it', async () => {
    const service = await stage.as('service');
    const place = `${file}/assistance`;
    await act(service, `${place}/step/contact`, 'Save', { contact_way: 'in_person' });
    await act(service, `${place}/step/consent`, 'Save');
    await act(service, `${place}/assess/danger`, 'Save', { found_high: 'whereabouts_known' });
    await act(service, `${place}/assess/needs`, 'Save', { found_some: ['S1', 'S6'] });
    await act(service, `${place}/goals/new`, 'Save', {
      service: 'S1',
      goal_text: 'A room of her own.',
      team: 'SAVTEH',
    });
    await act(service, `${place}/step/plan`, 'Save', { plan_agreed: 'yes' });
    assert.match(await reads(service, place, '0-plan'), /Active plan/);
    await axeCheck(service, 'life-plan');
    assert.doesNotMatch(await reads(await stage.as('police'), file), /A room of her own|Active plan/);
  });

  test('the minister is told; ninety days begin, and the return unit learns no case', async () => {
    const police = await stage.as('police');
    await act(police, `${file}/identification/notify`, 'Send the notice', {
      ...{ name: 'Finch Zorbanescu', date_of_birth: '1 May 2010', nationality: 'UA' },
    });
    const permits = await stage.as('permits');
    await permits.goto('/stays');
    stay = await wayTo(permits, '/stays/');
    await act(permits, `${stay}/decide/grant_reflection`, 'Save the decision', { third_country: 'yes' });
    assert.match(await reads(permits, stay, '0-stay'), /Reflection period running[\s\S]*90 days left/);
    assert.doesNotMatch(await said(permits), /cellar|InfoTraite|TILLEUL/);
    await closedTo(permits, file, `/received/${report}`);
    await closedTo(await stage.as('returns'), file, stay);
    for (const who of ['police', 'service'] as const)
      assert.match(await reads(await stage.as(who), file), /Reflection and recovery period[\s\S]*90 days left/);
  });

  test('no house suits a child: a shelter for minors, looked at again every day; the police learn only that she has a bed', async () => {
    const service = await stage.as('service');
    await service.goto(`${file}/bed`);
    assert.equal(await service.locator('input[name="minor"]:checked').getAttribute('value'), 'yes');
    await pressed(service, 'Ask for a bed', { sex: 'female', nights: '30' });
    assert.match(await said(service), /No bed suits[\s\S]*age in doubt counts as minor/);
    bed = `/placements/${/[0-9a-f-]{36}/.exec(service.url())?.[0]}`;
    await act(service, bed, 'Place outside', {
      ...{ outside_place: 'minors_shelter', ...stage.on('outside_from', 0), risk_checked: 'yes' },
    });
    await act(service, `${file}/child/place`, 'Save', { decided_by: 'TJ' });
    const police = await stage.as('police');
    assert.match(await reads(police, file), /Has a bed/);
    assert.doesNotMatch(await reads(police, `${file}/bed`), /minors|Shelter/);
    await closedTo(police, bed);
  });
});

describe('day 12: she is found to be an adult', () => {
  test('the outcome counts from several professions alone; what was decided as for a child stays written', async () => {
    await stage.day(12);
    const police = await stage.as('police');
    await act(police, `${file}/child/age_asked`, 'Save', { decided_by: 'DGI' });
    await police.goto(`${file}/child/assess_adult`);
    await pressed(police, 'Save', { decided_by: 'DGI', several_disciplines: 'no', least_intrusive: 'yes' });
    assert.equal(await police.locator('.error-summary').count(), 1, 'one opinion is not enough');
    const both = { decided_by: 'DGI', several_disciplines: 'yes', least_intrusive: 'yes' };
    await act(police, `${file}/child/assess_adult`, 'Save', both);
    const path = await reads(police, `${file}/child`, '12-adult');
    assert.match(path, /as an adult[\s\S]*Placed in a shelter for minors\s+as a child/);
    assert.match(await reads(police, file), /Adult since[\s\S]*78 days left/);
  });

  test('she answers for herself now', async () => {
    const service = await stage.as('service');
    assert.match(await reads(service, `${file}/consents`), /She is an adult now/);
    const own = consent({ age_said: 'adult', given_by: 'person', ...stage.on('given_on', 12) });
    await act(service, `${file}/consents/ask/support`, 'Save the answer', own);
    assert.doesNotMatch(await reads(service, `${file}/consents`), /She is an adult now/);
  });

  test('houses for adults suit her: the first house, and nobody has to look at the shelter any more', async () => {
    const service = await stage.as('service');
    assert.match(await reads(service, '/tasks'), /Look again at a place outside the houses/);
    await act(service, `${bed}/search`, 'Give TILLEUL', { house_agreed: 'yes' });
    assert.match(await said(service), /Placed in dedicated place\s+Was outside the dedicated houses/);
    assert.doesNotMatch(await reads(service, '/tasks'), /Look again at a place outside the houses/);
    const house = await stage.as('house');
    assert.match(await reads(house, bed), /TILLEUL/);
    await closedTo(house, file, `${file}/assistance`);
  });
});

describe('days 30 to 96: a transfer, a permit, and what time asks for by itself', () => {
  test('the exploiter was seen nearby: another house at once, the first bed is free', async () => {
    await stage.day(30);
    const service = await stage.as('service');
    await act(service, `${bed}/search`, 'Give NOISETIER', {
      ...{ house_agreed: 'yes', transfer_reason: 'exploiter_near', nights: '150' },
    });
    assert.match(
      await reads(service, bed, '30-transfer'),
      /NOISETIER[\s\S]*The exploiter was seen nearby[\s\S]*TILLEUL/,
    );
    // The first house knows her no more: NOISETIER is run by another body.
    await closedTo(await stage.as('house'), bed);
    for (const who of ['police', 'permits'] as const)
      assert.doesNotMatch(
        await reads(await stage.as(who), who === 'police' ? `${file}/bed` : stay),
        /NOISETIER|TILLEUL/,
      );
  });

  test('day 80: she asks for a permit herself, the office owes a decision, and grants six months', async () => {
    await stage.day(80);
    const permits = await stage.as('permits');
    await act(permits, `${stay}/decide/apply_permit`, 'Save the decision', { free_decision: 'yes' });
    assert.match(await reads(permits, stay), /Permit asked[\s\S]*10 days left/);
    await act(permits, `${stay}/decide/grant`, 'Save the decision', {
      ...{ reasons: ['personal_situation'], contact_broken: 'yes', no_danger: 'yes' },
    });
    assert.match(await said(permits), /Permit valid \(6 months\)/);
    assert.match(await reads(await stage.as('service'), file), /Residence permit of the victim/);
  });

  test('day 96: the ninety days are over and harm her no more; who has to look again is told by tasks', async () => {
    await stage.day(96);
    const permits = await stage.as('permits');
    assert.match(await reads(permits, stay, '96-permit'), /Permit valid/);
    const police = await stage.as('police');
    const service = await stage.as('service');
    const told = async (): Promise<boolean> =>
      /Look at the status again/.test(await reads(police, file)) &&
      /Assess danger or needs again/.test(await reads(service, file));
    for (let tries = 0; tries < 40 && !(await told()); tries++) await service.waitForTimeout(500);
    assert.ok(await told(), 'the work of the day is done when the clock was moved');
    assert.match(await reads(police, file), /Must not be removed/);
  });
});

describe('day 120: she takes her consent back', () => {
  test('the service says so for her, stands before a closed door at once, and confirms that it stopped', async () => {
    await stage.day(120);
    const service = await stage.as('service');
    const standing = async (): Promise<string | null> => {
      const answer = await service.goto(`${file}/consents`);
      const given = service.locator('main tbody tr', { hasText: 'given' }).locator('a').first();
      return answer?.status() === 200 && (await given.count()) > 0 ? given.getAttribute('href') : null;
    };
    for (let record = await standing(); record !== null; record = await standing())
      await act(service, `${record}/withdraw`, 'Take back now', { ...stage.on('withdrawn_on', 120), method: 'oral' });
    await closedTo(service, file, `${file}/assistance`);
    assert.match(await reads(service, '/withdrawals', '120-withdrawals'), /We stopped/);
    await pressed(service, 'We stopped');
    assert.match(await said(service), /your body stopped/);
  });

  test('the police read who is gone; the permit stands, she keeps her bed, and the report is still one', async () => {
    const police = await stage.as('police');
    const now = await reads(police, file, '120-police');
    assert.match(now, /InfoTraite[^\n]*: ended on/);
    assert.match(now, /Must not be removed[\s\S]*Has a bed[\s\S]*Residence permit of the victim/);
    await axeCheck(police, 'life-end');
    assert.match(await reads(await stage.as('permits'), stay), /Permit valid/);
    assert.match(await reads(await stage.as('service'), bed), /NOISETIER/);
    assert.match(await reads(await stage.as('inspector'), `/reports/${report}`), /Indications|indications/);
  });
});

describe('days 150 to 160: she decides to go home', () => {
  test('she lets the service in again, and says herself that the body which arranges returns may know of her', async () => {
    await stage.day(150);
    const own = consent({ age_said: 'adult', given_by: 'person', ...stage.on('given_on', 150) });
    await prepareReturn(stage, file, own);
  });

  test('a free choice, a day, the journey; she is asked afterwards, and immigration reads nothing of it', async () => {
    const service = await goHome(stage, file, 160);
    await axeCheck(service, 'life-return');
    const permits = await stage.as('permits');
    assert.doesNotMatch(await reads(permits, stay), /journey|voluntary/i);
    await closedTo(permits, file, `${file}/onward/return`);
  });

  test('she is counted once, and the journal of all this is whole', async () => {
    assert.equal(await detectedSoFar(), detected + 1);
    const { text, code } = await journey.ariane('audit', 'verify');
    assert.equal(code, 0, text);
    assert.match(text, /The journal is whole/);
  });
});
