import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { codeOf } from '../../../../test/support/case-world.ts';
import { judgment, on, trialIn } from '../../../../test/support/trial-world.ts';
import { justiceWorld, today } from '../../../../test/support/justice-world.ts';
import { plainDate } from '../../../platform/clock.ts';
import { valueOf } from '../../../platform/outcome.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import {
  addVictim,
  awardDamages,
  decideClaim,
  enterForVictim,
  enterPayment,
  fileClaim,
  giveUpRecovery,
  readClaims,
  readCourt,
  readPersonInProceedings,
  readVictims,
  takeCourtStep,
} from './index.ts';

const world = await justiceWorld();
after(() => world.close());
const { prosecutor, registrar, police, act, newCriminalCase } = world;
const { court, accused, charge, refer, hear, judge } = trialIn(world);
const officer = await world.viewer('compensation_officer');
const day = plainDate;

describe('victims in proceedings', () => {
  const withVictim = async () => {
    const { reference, caseId } = await world.reported();
    const id = await newCriminalCase({
      case_origin: 'report',
      report_reference: reference,
      opened_on: day('2020-01-10'),
    });
    const suspectId = await accused(id, 'IT');
    return { id, caseId, suspectId };
  };
  type Entering = { readonly kind: Parameters<typeof enterForVictim>[1]['kind']; readonly as?: Viewer };
  const enter = (id: string, caseId: string, { kind, as = prosecutor }: Entering, more: object = {}) =>
    act(as, (scene) =>
      enterForVictim(scene, { ...on(id), caseId, kind, about: null }, { happened_on: today, ...more }),
    );
  const owed = async (id: string) => {
    const view = await court(id, prosecutor);
    const [victim] = await act(prosecutor, (scene) => readVictims(scene, view));
    return victim?.owed.map(({ notice }) => notice.code) ?? [];
  };
  const clocks = async (caseId: string): Promise<readonly string[]> =>
    (
      await world.administrator.query<{ event: string }>(
        'select event from protection.clock_event where case_id = $1 order by recorded_at, event',
        [caseId],
      )
    ).rows.map(({ event }) => event);

  test('from the outset she is told that it may be dismissed; a dismissal stays owed until she was told, in her language', async () => {
    const { id, caseId } = await withVictim();
    assert.deepEqual(await owed(id), ['may_be_dismissed']);
    const told = { told_language: 'uk', told_way: 'spoken' };
    valueOf(await enter(id, caseId, { kind: 'told', as: police }, { ...told, notice: 'may_be_dismissed' }));
    assert.deepEqual(await owed(id), []);
    const dismiss = (more: object) =>
      act(prosecutor, (scene) =>
        takeCourtStep(scene, { ...on(id), event: 'dismiss', share: world.hand }, { decided_on: today, ...more }),
      );
    assert.equal(codeOf(await dismiss({})), 'reason_needed');
    valueOf(await dismiss({ dismissal_reason: 'facts_not_established' }));
    assert.deepEqual(await owed(id), ['dismissed']);
    valueOf(await enter(id, caseId, { kind: 'told' }, { ...told, notice: 'dismissed' }));
    assert.deepEqual(await owed(id), []);
    assert.deepEqual(await clocks(caseId), ['case_dismissed', 'dismissal_told']);
    const notice = (await court(id, prosecutor)).entries.at(-1);
    const receipt = (about: string) =>
      act(prosecutor, (scene) =>
        enterForVictim(scene, { ...on(id), caseId, kind: 'receipt', about }, { happened_on: today }),
      );
    valueOf(await receipt(notice?.id ?? ''));
    assert.equal(codeOf(await receipt(notice?.id ?? '')), 'already_there');
    assert.equal(codeOf(await receipt(id)), 'not_found');
  });

  test('from civil party to the last payment; nobody is paid more than was awarded', async () => {
    const { id, caseId, suspectId } = await withVictim();
    const facts = { facts_from: day('2019-01-01'), facts_to: day('2019-12-01'), charged_on: day('2020-05-01') };
    const elements = ['THB-BASE:recruit', 'THB-BASE:labour'];
    valueOf(
      await charge(id, suspectId, { ...facts, offence: 'THB-BASE', elements, aggravating: ['THB-AGG1:vulnerable'] }),
    );
    assert.deepEqual(await clocks(caseId), ['facts_happened']);
    valueOf(await refer(id, '2026-11-02'));
    valueOf(await hear(id, '2026-11-03'));
    valueOf(await enter(id, caseId, { kind: 'civil_party', as: registrar }, { happened_on: day('2026-11-03') }));
    valueOf(
      await enter(
        id,
        caseId,
        { kind: 'legal_aid', as: registrar },
        { legal_aid: 'granted', happened_on: day('2026-11-03') },
      ),
    );
    valueOf(
      await judge(
        id,
        suspectId,
        judgment('2026-11-04', { forms: ['SURSIS_INT'], months_pronounced: 36, months_suspended: 36 }),
      ),
    );
    const [stands] = (await court(id)).judgments;
    const award = (amount: number, happened_on = '2026-11-04') =>
      act(registrar, (scene) =>
        awardDamages(
          scene,
          { ...on(id), caseId, judgmentId: stands?.id ?? '' },
          { happened_on: day(happened_on), damage: 'moral', amount },
        ),
      );
    assert.equal(codeOf(await award(0)), 'amount_needed');
    assert.equal(codeOf(await award(5000, '2026-11-03')), 'day_before_last');
    valueOf(await award(5000));
    valueOf(await award(1500));
    const pay = (amount: number) =>
      act(registrar, (scene) => enterPayment(scene, { ...on(id), caseId }, { happened_on: today, amount }));
    valueOf(await pay(2000));
    assert.equal(codeOf(await pay(4500.01)), 'payment_over_award');
    valueOf(await pay(4500));
    const view = await court(id);
    const [victim] = await act(registrar, (scene) => readVictims(scene, view));
    assert.deepEqual([victim?.state, victim?.ledger], ['paid', { awarded: 650_000, paid: 650_000 }]);
    assert.equal(codeOf(await pay(1)), 'payment_over_award');
  });

  test('what is not recoverable is claimed from the State by the service; who decides sees no case, and the case learns it', async () => {
    const { id, caseId } = await withVictim();
    const service = world.service;
    await world.administrator.query(`update cases.case_file set audience = audience || $2::uuid where id = $1`, [
      caseId,
      service.organisationId,
    ]);
    const claim = (more: object = {}, as: Viewer = service) =>
      act(as, (scene) => fileClaim(scene, caseId, { happened_on: today, claim_language: 'fr', amount: 3000, ...more }));
    assert.equal(codeOf(await claim({ claim_language: 'en' })), 'claim_language');
    assert.equal(codeOf(await claim({ amount: 0 })), 'amount_needed');
    assert.equal(codeOf(await claim({}, prosecutor)), 'may_not_file');
    const { claimId } = valueOf(await claim());
    assert.equal(codeOf(await claim()), 'no_such_step');
    const list = valueOf(await act(officer, (scene) => readClaims(scene, 1)));
    assert.equal(list.waiting, 1);
    assert.ok(!JSON.stringify(list).includes(caseId) && !JSON.stringify(list).includes(id));
    const decide = (more: object, as: Viewer = officer) =>
      act(as, (scene) =>
        decideClaim(scene, claimId, {
          decided_on: today,
          claim_outcome: 'granted',
          claim_reasons: ['conditions_met'],
          granted: 2500,
          ...more,
        }),
      );
    assert.equal(codeOf(await decide({ granted: 3001 })), 'granted_over_asked');
    assert.equal(codeOf(await decide({ decided_on: day('2026-11-22') })), 'day_before_last');
    assert.equal(codeOf(await decide({}, service)), 'may_not_decide_claims');
    valueOf(await decide({}));
    assert.equal(codeOf(await decide({})), 'changed_meanwhile');
    const seen = await act(service, (scene) => readPersonInProceedings(scene, caseId));
    assert.deepEqual([seen?.state, seen?.steps.at(-1)?.cents], ['state_granted', 250_000]);
    assert.deepEqual(
      (await clocks(caseId)).filter((one) => one.startsWith('compensation')),
      ['compensation_claimed', 'compensation_decided'],
    );
    assert.equal(await act(officer, (scene) => readCourt(scene, id)), null);
    assert.equal(await act(service, (scene) => readCourt(scene, id)), null);
  });

  test('what an insolvent person owes is written down as not recoverable', async () => {
    const { id, caseId } = await withVictim();
    const gives = await act(registrar, (scene) => giveUpRecovery(scene, { ...on(id), caseId }, { decided_on: today }));
    assert.equal(codeOf(gives), 'not_found', 'the court does not see a case that was not referred to it');
    const stranger = await act(police, (scene) => addVictim(scene, id, { victim_reference: '0000-0000' }));
    assert.equal(codeOf(stranger), 'person_unknown');
  });
});
