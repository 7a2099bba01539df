import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { codeOf } from '../../../../test/support/case-world.ts';
import { canaries } from '../../../../test/support/reports.ts';
import { justiceWorld, today } from '../../../../test/support/justice-world.ts';
import type { PlainDate } from '../../../platform/clock.ts';
import { isRefusal, valueOf } from '../../../platform/outcome.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import {
  addCustody,
  addExchange,
  addExhibit,
  addLink,
  addMeasure,
  addNode,
  addOperation,
  addSuspect,
  decideStep,
  finishMeasure,
  type LinkInput,
  type MeasureInput,
  noteAnswer,
  readInquiryOf,
  type RequestInput,
  sendRequest,
  takeLinkBack,
} from './index.ts';

const world = await justiceWorld();
after(() => world.close());
const { prosecutor, judge, police, registrar, service, act, newCriminalCase } = world;
const day = (text: string) => text as PlainDate;

/** A case that prosecutor, police and judge work on. */
const seized = async (): Promise<string> => {
  const id = await newCriminalCase({ opened_on: day('2026-11-02') });
  valueOf(
    await act(prosecutor, (scene) =>
      decideStep(
        scene,
        { criminalCaseId: id, event: 'seize', version: null, share: world.hand },
        { decided_on: day('2026-11-03') },
      ),
    ),
  );
  return id;
};

const read = (id: string, as: Viewer = police) => act(as, (scene) => readInquiryOf(scene, id));

describe('measures', () => {
  const add = (id: string, more: Partial<MeasureInput>, as: Viewer = police) =>
    act(as, (scene) =>
      addMeasure(scene, id, { measure_kind: 'search', ordered_by: 'instructs', ordered_on: today, ...more }),
    );

  test('only what the law of that day allows, ordered by whom it names; a bill is refused by name', async () => {
    const id = await seized();
    const pseudonym = { measure_kind: 'pseudonym_inquiry', ordered_by: 'prosecutes' };
    assert.equal(codeOf(await add(id, { ...pseudonym, ordered_on: day('2023-08-06') })), 'measure_not_in_force');
    valueOf(await add(id, { ...pseudonym, ordered_on: day('2023-08-07') }));
    const bill = await add(id, { measure_kind: 'sound_and_image' });
    assert.deepEqual(isRefusal(bill) ? [bill.refused, bill.values] : [], ['measure_only_a_bill', { law: 'Bill 8515' }]);
    assert.equal(codeOf(await add(id, { ordered_by: 'investigates' })), 'not_ordered_by_them');
    assert.equal(codeOf(await add(id, { ordered_on: day('2026-11-24') })), 'day_ahead');
    assert.equal(codeOf(await add(id, { measure_until: day('2026-01-01') })), 'ends_before_start');
    for (const as of [registrar, service]) assert.equal(codeOf(await add(id, {}, as)), 'may_not_investigate');
  });

  test('its result is written down once', async () => {
    const id = await seized();
    valueOf(await add(id, { measure_text: canaries.account }));
    const [measure] = valueOf(await read(id)).measures;
    const end = (ended_on = today) =>
      act(police, (scene) =>
        finishMeasure(
          scene,
          { criminalCaseId: id, measureId: measure?.id ?? '' },
          { measure_result: 'carried_out', ended_on },
        ),
      );
    assert.equal(codeOf(await end(day('2026-01-01'))), 'ends_before_start');
    valueOf(await end());
    assert.equal(codeOf(await end()), 'already_ended');
  });

  test('an operation has at least two bodies', async () => {
    const id = await seized();
    const add = (operation_bodies: readonly string[]) =>
      act(police, (scene) =>
        addOperation(scene, id, {
          ...{ held_on: today, operation_bodies, operation_result: 'indications', persons_found: 3 },
        }),
      );
    assert.equal(codeOf(await add(['SPJ'])), 'two_bodies_needed');
    valueOf(await add(['SPJ', 'ITM']));
    assert.deepEqual(
      valueOf(await read(id)).operations.map(({ bodies, persons }) => [bodies, persons]),
      [[['SPJ', 'ITM'], 3]],
    );
  });
});

describe('requests abroad', () => {
  const send = (id: string, as: Viewer, more: Partial<RequestInput> = {}) =>
    act(as, (scene) =>
      sendRequest(scene, id, { request_kind: 'letters_rogatory', request_country: 'BR', sent_on: today, ...more }),
    );

  test('only the investigating judge sends letters rogatory; the police sends messages', async () => {
    const id = await seized();
    for (const as of [prosecutor, police]) assert.equal(codeOf(await send(id, as)), 'not_your_request');
    assert.equal(codeOf(await send(id, judge, { request_country: undefined })), 'country_needed');
    valueOf(await send(id, judge));
    assert.equal(codeOf(await send(id, judge, { request_kind: 'europol' })), 'not_your_request');
    valueOf(await send(id, police, { request_kind: 'europol' }));
    assert.deepEqual(
      valueOf(await read(id))
        .requests.map(({ kind, country, ownDefinition }) => [kind, country, ownDefinition].join())
        .toSorted(),
      ['europol,,act_purpose', 'letters_rogatory,BR,act_purpose'],
    );
  });

  test('a refusal says why and how they define the offence; nothing follows it', async () => {
    const id = await seized();
    valueOf(await send(id, judge));
    const [request] = valueOf(await read(id)).requests;
    const note = (event: string, more: object = {}) =>
      act(judge, (scene) =>
        noteAnswer(scene, { criminalCaseId: id, requestId: request?.id ?? '', event }, { happened_on: today, ...more }),
      );
    assert.equal(codeOf(await note('refuse')), 'reason_needed');
    assert.equal(codeOf(await note('ack', { happened_on: day('2026-11-01') })), 'before_last_step');
    valueOf(await note('ack'));
    valueOf(await note('refuse', { refusal_reason: 'definition_differs', other_definition: 'act_means_purpose' }));
    const [refused] = valueOf(await read(id)).requests;
    assert.deepEqual(
      [refused?.state, refused?.refusal, refused?.otherDefinition],
      ['refused', 'definition_differs', 'act_means_purpose'],
    );
    assert.equal(codeOf(await note('answer')), 'no_such_step');
  });
});

describe('evidence', () => {
  const exhibit = { exhibit_kind: 'telephone', exhibit_origin: 'seized', taken_on: day('2026-11-10') };

  test('its chain goes on link by link, ends when it is returned, and a row somebody altered shows', async () => {
    const id = await seized();
    const add = (more: object = {}) =>
      act(police, (scene) => addExhibit(scene, id, { ...exhibit, exhibit_text: canaries.account, ...more }));
    assert.equal(codeOf(await add({ exhibit_fingerprint: 'abc' })), 'fingerprint_wrong');
    valueOf(await add({ exhibit_fingerprint: 'AB'.repeat(32) }));
    const [kept] = valueOf(await read(id)).exhibits;
    const next = (custody_event: string, more: object = {}) =>
      act(police, (scene) =>
        addCustody(
          scene,
          { criminalCaseId: id, exhibitId: kept?.id ?? '' },
          { custody_event, happened_on: today, ...more },
        ),
      );
    assert.equal(codeOf(await next('handed_over')), 'holder_needed');
    assert.equal(codeOf(await next('examined', { happened_on: day('2026-11-09') })), 'before_held');
    valueOf(await next('handed_over', { custody_holder: 'JI' }));
    valueOf(await next('returned'));
    assert.equal(codeOf(await next('examined')), 'custody_over');
    const [whole] = valueOf(await read(id)).exhibits;
    assert.deepEqual([whole?.chain.length, whole?.breaksAt], [3, null]);
    await world.administrator.query(
      "update proceedings.custody_step set happened_on = '2026-11-11' where exhibit_id = $1 and number = 2",
      [kept?.id],
    );
    assert.equal(valueOf(await read(id)).exhibits[0]?.breaksAt, 2);
  });
});

describe('links', () => {
  const link: LinkInput = {
    ...{ link_from: 's1', link_kind: 'uses', link_to: 'N 1', link_confidence: 'possible', link_source: 'device' },
    ...{ technology: ['recruit'], asserted_on: today },
  };

  test('stand between numbers of the case, say who asserts them and how sure, and are withdrawn, never erased', async () => {
    const id = await seized();
    const add = (more: Partial<LinkInput> = {}) => act(police, (scene) => addLink(scene, id, { ...link, ...more }));
    assert.equal(codeOf(await add()), 'node_unknown');
    valueOf(
      await act(police, (scene) =>
        addSuspect(scene, id, { suspect_kind: 'natural', suspect_role: 'recruiter', suspect_danger: false }),
      ),
    );
    valueOf(
      await act(police, (scene) =>
        addNode(scene, id, { node_kind: 'handle', node_label: canaries.alias, node_platform: 'facebook' }),
      ),
    );
    assert.equal(codeOf(await add({ link_to: 'S1' })), 'link_to_itself');
    valueOf(await add());
    const [made] = valueOf(await read(id)).links;
    assert.deepEqual([made?.from, made?.to, made?.confidence, made?.technology], ['S1', 'N1', 'possible', ['recruit']]);
    const back = () => act(prosecutor, (scene) => takeLinkBack(scene, { criminalCaseId: id, linkId: made?.id ?? '' }));
    valueOf(await back());
    assert.equal(codeOf(await back()), 'already_ended');
    assert.equal(valueOf(await read(id)).links[0]?.withdrawnOn, today);
    const rows = await world.administrator.query<{ it: string }>(
      'select n::text as it from proceedings.node n union all select l::text from proceedings.link l',
    );
    assert.ok(rows.rows.every(({ it }) => !it.includes(canaries.alias)));
  });

  test('a note to the magistrate is sealed, and no court reads any of this', async () => {
    const id = await seized();
    const note = { exchange_to: 'instructs', exchange_purpose: 'ask_measure', exchange_text: canaries.account };
    valueOf(await act(police, (scene) => addExchange(scene, id, note)));
    assert.deepEqual(
      valueOf(await read(id, judge)).exchanges.map(({ toPart, purpose }) => [toPart, purpose]),
      [['instructs', 'ask_measure']],
    );
    for (const as of [registrar, service]) assert.equal(codeOf(await read(id, as)), 'may_not_investigate');
  });
});
