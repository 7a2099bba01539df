import assert from 'node:assert/strict';
import { isRefusal, type Outcome, valueOf } from '../../src/platform/outcome.ts';
import type { VaultClient } from '../../src/platform/vault-client/index.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import type { RightsKind } from '../../src/profile/index.ts';
import { personOfCase } from '../../src/rooms/cases/index.ts';
import { idOfBody } from '../../src/rooms/directory/index.ts';
import type { PersonOfCase } from '../../src/rooms/identity/actions/consents.ts';
import { decideAnswer, notePart } from '../../src/rooms/identity/actions/rights/answer.ts';
import { readRequest, takeRequest } from '../../src/rooms/identity/actions/rights/requests.ts';
import { sealFor } from '../../src/rooms/identity/index.ts';
import { caseWorld, type CaseWorld, todayIn } from './case-world.ts';

/** Names that an answer to a person may hold (`own`), and those it may not. */
export const canary = {
  own: 'Own-Canary Ilinca',
  story: 'Canary: the foreman Maurice Canarisseau and my sister Canara',
  reporter: 'Inspector Canary-Reporter',
  note: 'Canary: suspect Canarisseau followed since May',
};

/** What is sealed about a person here. */
export const heldTexts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  identity: { full_name: canary.own },
  testimony: { account: canary.story },
  reporter: { reporter_name: canary.reporter },
  investigation: { note: canary.note },
};

/** Cases whose persons ask about their data, with the officers who answer. */
export type RightsWorld = CaseWorld & {
  readonly officer: Viewer;
  readonly serviceOfficer: Viewer;
  readonly body: (code: string) => string;
  readonly personOf: (caseId: string) => Promise<PersonOfCase>;
  /** A case held by the police; the identity also by the service on consent and the prosecutor by law. */
  readonly heldCase: () => Promise<string>;
  readonly ask: (caseId: string, kind: RightsKind, changes?: object) => Promise<Outcome<{ requestId: string }>>;
  readonly taken: (caseId: string, kind: RightsKind) => Promise<string>;
  readonly stateOf: (requestId: string) => Promise<string | undefined>;
  /** An access read and decided: the story withheld for the others it names. */
  readonly decided: (caseId: string, changes?: Readonly<Record<string, string>>) => Promise<string>;
  /** A vault that opens what it is asked for, and remembers what for. */
  readonly vault: VaultClient;
  readonly asked: { readonly purpose: string; readonly compartments: readonly string[] }[];
};

const sealHeld = async (world: CaseWorld, personId: string, consentId: string): Promise<void> => {
  const all = Object.keys(heldTexts) as ('identity' | 'testimony' | 'reporter' | 'investigation')[];
  const law = { kind: 'law', code: 'CPP-23-2' } as const;
  const body = (code: string) => idOfBody(world.profile, code);
  await world.as(world.police, (scene) =>
    sealFor(
      scene,
      [{ subjectId: personId, compartments: heldTexts }],
      [
        { organisationId: body('SPJ'), basis: law, compartments: all },
        { organisationId: body('INFOTRAITE'), basis: { kind: 'consent', code: consentId }, compartments: ['identity'] },
        { organisationId: body('PQT-LUX'), basis: law, compartments: ['identity'] },
      ],
    ),
  );
};

const openingVault = (asked: RightsWorld['asked']): VaultClient =>
  ({
    open: async ({ compartments, purpose }: { readonly compartments: readonly string[]; readonly purpose: string }) => {
      asked.push({ purpose, compartments });
      return { fields: Object.fromEntries(compartments.map((one) => [one, heldTexts[one] ?? {}])) };
    },
  }) as unknown as VaultClient;

const decisions = {
  ...{ identity: 'give', testimony: 'rights_of_others', reporter: 'rights_of_others', case: 'give', consents: 'give' },
  ...{ investigation: 'investigation_protected', recipients: 'give', openings: 'give' },
  recipients_protected: 'investigation_protected',
};

type Taking = Pick<RightsWorld, 'personOf' | 'heldCase' | 'ask' | 'taken'>;

const takingIn = (world: CaseWorld): Taking => {
  const personOf = async (caseId: string): Promise<PersonOfCase> => {
    const person = await world.as(world.police, (scene) => personOfCase(scene, caseId));
    assert.ok(person);
    return person;
  };
  const ask: RightsWorld['ask'] = (caseId, kind, changes = {}) =>
    world.as(world.police, async (scene) =>
      takeRequest(scene, await personOf(caseId), kind, {
        ...{ asked_by: 'person', proof: 'known_to_worker', received_on: todayIn(world.profile), ...changes },
      }),
    );
  return {
    ...{ personOf, ask },
    heldCase: async () => {
      const caseId = await world.newCase();
      const { personId } = await personOf(caseId);
      const { consentId } = valueOf(await world.agree(caseId));
      await sealHeld(world, personId, consentId);
      return caseId;
    },
    taken: async (caseId, kind) => valueOf(await ask(caseId, kind)).requestId,
  };
};

const deciding =
  (world: CaseWorld & Taking & { readonly officer: Viewer }): RightsWorld['decided'] =>
  async (caseId, changes = {}) => {
    const requestId = await world.taken(caseId, 'access');
    for (const [part, others] of [
      ['identity', false],
      ['testimony', true],
    ] as const)
      valueOf(await world.as(world.police, (scene) => notePart(scene, { requestId, part }, others)));
    const all = new Map(Object.entries({ ...decisions, ...changes }));
    const outcome = await world.as(world.officer, (scene) => decideAnswer(scene, requestId, all));
    if (isRefusal(outcome)) throw new Error(outcome.refused);
    return requestId;
  };

/** Makes such a world. */
export const rightsWorld = async (): Promise<RightsWorld> => {
  const cases = await caseWorld();
  const officer = await cases.viewer('data_protection_officer', 'SPJ');
  const asked: RightsWorld['asked'] = [];
  const world = { ...cases, ...takingIn(cases), officer };
  return {
    ...world,
    ...{ asked, vault: openingVault(asked), decided: deciding(world) },
    serviceOfficer: await cases.viewer('data_protection_officer', 'INFOTRAITE'),
    body: (code) => idOfBody(cases.profile, code),
    stateOf: async (id) => (await cases.as(officer, (scene) => readRequest(scene, id)))?.state,
  };
};
