import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { codeOf } from '../../../../test/support/case-world.ts';
import { canaries } from '../../../../test/support/reports.ts';
import { caseInput, justiceWorld, today } from '../../../../test/support/justice-world.ts';
import type { PlainDate } from '../../../platform/clock.ts';
import { valueOf } from '../../../platform/outcome.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import { idOfBody } from '../../directory/index.ts';
import { replay } from '../steps.ts';
import {
  addSuspect,
  addVictim,
  changeFacts,
  changeSuspect,
  decideStep,
  joinFromReport,
  letSee,
  openCriminalCase,
  readCriminalCase,
  readCriminalCases,
  requalify,
  sealForOneself,
  stopSeeing,
  type SuspectInput,
  unseal,
} from './index.ts';

const world = await justiceWorld();
after(() => world.close());
const { prosecutor, colleague, otherProsecutor, judge, police, registrar, service, act, newCriminalCase } = world;

const read = (id: string, as: Viewer = prosecutor) => act(as, (scene) => readCriminalCase(scene, id));
const sees = async (id: string, as: Viewer): Promise<boolean> => (await read(id, as)) !== null;
const day = (text: string) => text as PlainDate;

const step = (id: string, event: string, more: object = {}, as: Viewer = prosecutor) =>
  act(as, (scene) =>
    decideStep(scene, { criminalCaseId: id, event, version: null, share: world.hand }, { decided_on: today, ...more }),
  );

const suspect = (more: Partial<SuspectInput> = {}): SuspectInput => ({
  ...{ suspect_kind: 'natural', suspect_role: 'recruiter', suspect_danger: false, citizenship: 'PT' },
  ...{ birth_country: 'CV', suspect_name: canaries.exploiter },
  ...more,
});

describe('a criminal case', () => {
  test('is opened from a report once, with its persons, its first qualification and the police', async () => {
    const { reference, caseId } = await world.reported();
    const from = { case_origin: 'report', report_reference: reference };
    const id = await newCriminalCase(from);
    const view = await read(id);
    assert.ok(view);
    assert.deepEqual(
      [view.file.state, view.file.firstQualification, view.victims.map((one) => one.caseId)],
      ['preliminary', 'thb_labour', [caseId]],
    );
    assert.deepEqual(view.bodies.map(({ part }) => part).toSorted(), ['investigates', 'prosecutes']);
    const again = await act(prosecutor, (scene) => openCriminalCase(scene, caseInput(from)));
    assert.equal(codeOf(again), 'already_opened');
    assert.deepEqual(valueOf(await act(police, (scene) => joinFromReport(scene, id))).persons, 0);
  });

  test('keeps what was wrong out: an unknown reference, a day to come, who may not', async () => {
    const opens = (more: object, as: Viewer = prosecutor) =>
      act(as, (scene) => openCriminalCase(scene, caseInput(more)));
    assert.equal(codeOf(await opens({ case_origin: 'report', report_reference: '0000-0000' })), 'report_unknown');
    assert.equal(codeOf(await opens({ opened_on: day('2026-11-24') })), 'day_ahead');
    for (const as of [police, judge, registrar, service]) assert.equal(codeOf(await opens({}, as)), 'may_not_lead');
  });

  test('keeps its first qualification, and each one after it with its day', async () => {
    const id = await newCriminalCase();
    const change = (more: object, version: string | null = null) =>
      act(prosecutor, (scene) =>
        requalify(scene, { criminalCaseId: id, version }, { qualification: 'smuggling', qualified_on: today, ...more }),
      );
    assert.equal(codeOf(await change({ qualified_on: day('2026-11-01') })), 'before_opening');
    valueOf(await change({}));
    assert.equal(codeOf(await change({})), 'already_qualified');
    assert.equal(codeOf(await change({ qualification: 'procuring' }, '1')), 'changed_meanwhile');
    const view = await read(id);
    assert.deepEqual(
      [view?.file.firstQualification, view?.file.lastQualification, view?.qualifications.map(({ code }) => code)],
      ['thb_labour', 'smuggling', ['thb_labour', 'smuggling']],
    );
  });

  test('is suspended for a reason and goes on; its state is what its steps say', async () => {
    const id = await newCriminalCase();
    assert.equal(codeOf(await step(id, 'suspend')), 'reason_needed');
    const reason = { suspension_reason: 'facts_not_established' };
    assert.equal(codeOf(await step(id, 'suspend', { ...reason, decided_on: day('2026-11-01') })), 'before_last_step');
    valueOf(await step(id, 'suspend', reason));
    assert.equal(codeOf(await step(id, 'suspend', reason)), 'no_such_step');
    assert.equal(codeOf(await step(id, 'resume', {}, police)), 'may_not_decide');
    valueOf(await step(id, 'resume'));
    const view = await read(id);
    assert.ok(view);
    assert.deepEqual(
      view.steps.map(({ event, reasons }) => [event, ...reasons]),
      [['open'], ['suspend', 'facts_not_established'], ['resume']],
    );
    assert.equal(replay(world.profile, view.steps), view.file.state);
  });

  test('two prosecutors who decide at once: the second is told, and nothing of the first is lost', async () => {
    const id = await newCriminalCase();
    const version = String((await read(id))?.file.version);
    const scope = (as: Viewer, case_scope: string) =>
      act(as, (scene) => changeFacts(scene, { criminalCaseId: id, version }, { case_scope }));
    valueOf(await scope(prosecutor, 'transnational'));
    assert.equal(codeOf(await scope(colleague, 'not_known')), 'changed_meanwhile');
    assert.equal((await read(id))?.file.scope, 'transnational');
  });
});

describe('who sees a criminal case', () => {
  test('is seen by its bodies alone, and once sealed by whom the prosecutor named', async () => {
    const id = await newCriminalCase();
    for (const as of [prosecutor, colleague, police]) assert.ok(await sees(id, as));
    for (const as of [otherProsecutor, judge, registrar, service]) assert.ok(!(await sees(id, as)));
    const seen = { criminalCaseId: id, version: null };
    valueOf(await act(prosecutor, (scene) => sealForOneself(scene, seen)));
    for (const as of [colleague, police]) assert.ok(!(await sees(id, as)));
    const named = (staffId: string) => act(prosecutor, (scene) => letSee(scene, { ...seen, staffId }));
    assert.equal(codeOf(await named(judge.staffId)), 'not_a_colleague');
    valueOf(await named(police.staffId));
    assert.ok(await sees(id, police));
    const out = (staffId: string) => act(prosecutor, (scene) => stopSeeing(scene, { ...seen, staffId }));
    assert.equal(codeOf(await out(prosecutor.staffId)), 'last_one_left');
    valueOf(await out(police.staffId));
    assert.ok(!(await sees(id, police)));
    valueOf(await act(prosecutor, (scene) => unseal(scene, seen)));
    assert.ok(await sees(id, colleague));
  });

  test('the investigating judge sees it from the day she is seized, and is handed the keys', async () => {
    const id = await newCriminalCase({ facts_text: canaries.account });
    const { suspectId } = valueOf(await act(police, (scene) => addSuspect(scene, id, suspect())));
    world.handed.length = 0;
    valueOf(await step(id, 'seize'));
    assert.ok(await sees(id, judge));
    const ji = idOfBody(world.profile, 'JI');
    assert.deepEqual(
      world.handed
        .map(({ subjectId, compartments, organisationId, basis }) =>
          [
            subjectId === id ? 'case' : subjectId === suspectId,
            ...compartments,
            organisationId === ji,
            basis.code,
          ].join(),
        )
        .toSorted(),
      ['case,investigation,true,CPP-INQUIRY', 'true,identity,true,CPP-INQUIRY'],
    );
    const list = valueOf(
      await act(judge, (scene) => readCriminalCases(scene, 'inquiry', 1, { qualification: null, scope: null })),
    );
    assert.ok(list.lines.some((line) => line.id === id && line.suspects === 1));
  });

  test('a vault that does not answer undoes the step: nobody has a case she cannot read', async () => {
    const id = await newCriminalCase({ facts_text: canaries.account });
    const silent = { criminalCaseId: id, event: 'seize', version: null, share: async () => false };
    const refused = await act(prosecutor, (scene) => decideStep(scene, silent, { decided_on: today }));
    assert.equal(codeOf(refused), 'vault_down');
    assert.equal((await read(id))?.file.state, 'preliminary');
    assert.ok(!(await sees(id, judge)));
  });
});

describe('whom it is about', () => {
  test('a suspect’s names stand in no table; citizenship and birth stand apart; a company was born nowhere', async () => {
    const id = await newCriminalCase();
    valueOf(await act(police, (scene) => addSuspect(scene, id, suspect())));
    const company = { suspect_kind: 'legal', citizenship: 'LU', birth_country: 'LU', sex: 'female' };
    valueOf(await act(prosecutor, (scene) => addSuspect(scene, id, suspect(company))));
    const people = (await read(id))?.suspects ?? [];
    assert.deepEqual(
      people.map(({ number, kind, citizenship, birthCountry, sex }) => [number, kind, citizenship, birthCountry, sex]),
      [
        [1, 'natural', 'PT', 'CV', null],
        [2, 'legal', 'LU', null, null],
      ],
    );
    const rows = await world.administrator.query<{ it: string }>('select s::text as it from proceedings.suspect s');
    assert.ok(rows.rows.every(({ it }) => !it.includes('Canari')));
    assert.equal(codeOf(await act(registrar, (scene) => addSuspect(scene, id, suspect()))), 'may_not_investigate');
    const [first] = people;
    assert.ok(first);
    const change = (version: number, as: Viewer) =>
      act(as, (scene) =>
        changeSuspect(
          scene,
          { criminalCaseId: id, suspectId: first.id, version: String(version) },
          suspect({ suspect_danger: true }),
        ),
      );
    valueOf(await change(first.version, police));
    assert.equal(codeOf(await change(first.version, prosecutor)), 'changed_meanwhile');
  });

  test('a victim joins by the reference her own body knows, once', async () => {
    const id = await newCriminalCase();
    const { caseId } = await world.reported();
    const found = await world.administrator.query<{ code: string }>(
      'select code from cases.case_reference where case_id = $1',
      [caseId],
    );
    const add = (victim_reference: string) => act(police, (scene) => addVictim(scene, id, { victim_reference }));
    const reference = found.rows[0]?.code ?? '';
    assert.equal(codeOf(await add('0000-0000')), 'person_unknown');
    valueOf(await add(reference));
    assert.equal(codeOf(await add(reference)), 'already_there');
  });
});
