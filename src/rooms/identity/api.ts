import { z } from 'zod';
import { canonicalHash } from '../../platform/canonical.ts';
import { plainDate } from '../../platform/clock.ts';
import { isRefusal, refuse } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import { apiAdding, apiReading, type ApiRoute } from '../../platform/web/index.ts';
import type { Profile, Scene } from '../../profile/index.ts';
import { bodyOf } from '../directory/index.ts';
import {
  type EvidenceHead,
  evidenceFrom,
  type PersonOfCase,
  readConsent,
  readConsents,
  recordConsent,
  type StandingConsent,
} from './actions/consents.ts';
import { type Knows, whoKnows } from './actions/knowledge.ts';
import { confirmStopped, readWithdrawals, takeConsentBack } from './actions/withdraw.ts';
import { consentLists } from './facts.ts';
import { consentState } from './rules.ts';

/** What this room's routes need beside a scene; the room of cases gives the person of a case. */
export type ConsentApiTools = {
  readonly vault: VaultClient;
  readonly personOfCase: (scene: Scene, caseId: string) => Promise<PersonOfCase | null>;
  readonly profile: Profile;
  readonly documentsOn: (scene: Scene, caseId: string) => Promise<readonly EvidenceHead[]>;
};

const room = 'identity';
const caseParams = z.object({ caseId: z.uuid() });
const code = z.string();

const consentSchema = z.object({
  ...{ id: z.uuid(), state: z.enum(['given', 'refused', 'withdrawn', 'expired']), given_by: code },
  ...{ organisations: z.array(code), parts: z.array(code), purposes: z.array(code), text_version: z.string() },
  evidence_document: z.uuid().nullable(),
  ...{ language: code, interpreter: code, method: code, given_on: z.string(), valid_until: z.string().nullable() },
  ...{ recorded_by: code.nullable(), withdrawn_on: z.string().nullable() },
});

const told = (scene: Scene, it: StandingConsent) => {
  const codeOf = (id: string): string | null => bodyOf(scene.profile, id)?.code ?? null;
  return {
    ...{ id: it.id, state: consentState(it, scene.clock.today(scene.profile.timeZone)), given_by: it.givenBy },
    organisations: it.organisations.map(codeOf).filter((one) => one !== null),
    ...{ parts: it.compartments, purposes: it.purposes, text_version: it.textVersion, language: it.language },
    evidence_document: it.evidenceDocumentId,
    ...{ interpreter: it.interpreter, method: it.method, given_on: it.givenOn, valid_until: it.validUntil },
    ...{ recorded_by: codeOf(it.recordedByOrganisation), withdrawn_on: it.withdrawnOn },
  };
};

const reading = ({ personOfCase }: ConsentApiTools): ApiRoute<Profile> =>
  apiReading({
    ...{ room, path: '/api/v1/cases/:caseId/consents', permit: 'cases.read', id: 'readConsents' },
    ...{ journals: ['identity.consents_read'], params: caseParams },
    summary: 'Read what the person of a case answered, as far as your body may know',
    answer: z.object({ consents: z.array(consentSchema) }),
    reads: ({ caseId }) => ({ type: 'identity.consents_read', subject: { kind: 'case', id: caseId }, caseId }),
    load: async (scene: Scene, { params: { caseId } }) => {
      const person = await personOfCase(scene, caseId);
      if (person === null) return null;
      const body = { consents: (await readConsents(scene, person.personId)).map((one) => told(scene, one)) };
      return { body, version: canonicalHash(body).slice(0, 32) };
    },
  });

const codesOf = (profile: Profile, list: string): string[] => profile.codeList(list).codes.map((one) => one.code);

const answerSchema = (profile: Profile) =>
  z
    .strictObject({
      kind: z.enum(profile.consents.kinds.map(({ id }) => id)).describe('What is asked, as the profile names it.'),
      chosen_body: code.max(60).optional().describe('The body the person chose, where the kind lets her choose.'),
      no_explained: z.boolean().describe('The person was told first what no means.'),
      answer: z.enum(consentLists['consent-answers']),
      parts: z.array(code.max(40)).max(20).default([]),
      age: z.enum(codesOf(profile, 'age-answer')),
      given_by: z.enum(consentLists['consent-givers']),
      authority: code.max(60).optional(),
      given_on: z.iso.date(),
      valid_until: z.iso.date().optional(),
      method: z.enum(consentLists['consent-methods']),
      language: z.enum(codesOf(profile, 'languages')),
      interpreter: z.enum(codesOf(profile, 'interpreter-kinds')),
      evidence_document: z.uuid().optional().describe('A document of your body on the case that shows the answer.'),
    })
    .meta({
      examples: [
        {
          ...{
            kind: 'support',
            no_explained: true,
            answer: 'given',
            parts: ['identity', 'contact_safe'],
            age: 'adult',
          },
          ...{ given_by: 'person', given_on: '2026-11-20', method: 'oral', language: 'uk' },
          interpreter: 'professional_present',
        },
      ],
    });

const recording = ({ personOfCase, profile, documentsOn }: ConsentApiTools): ApiRoute<Profile> =>
  apiAdding({
    ...{ room, path: '/api/v1/cases/:caseId/consents', permit: 'identity.record-consent', id: 'recordConsent' },
    ...{ journals: ['identity.consent_given', 'identity.consent_refused'], params: caseParams },
    summary: 'Record what a person, or who may speak for them, answered',
    body: answerSchema(profile),
    make: async (scene: Scene, { params: { caseId }, input }) => {
      const person = await personOfCase(scene, caseId);
      if (person === null) return refuse('not_found');
      const evidence = evidenceFrom(await documentsOn(scene, caseId), input.evidence_document);
      if (isRefusal(evidence)) return evidence;
      const { parts, age, given_on: on, valid_until: until, ...said } = input;
      const made = await recordConsent(scene, person, {
        ...{ ...said, agreed_parts: parts, age_said: age, given_on: plainDate(on) },
        valid_until: until === undefined ? undefined : plainDate(until),
        evidence_document: evidence?.id,
      });
      return isRefusal(made) ? made : `/api/v1/cases/${caseId}/consents/${made.consentId}`;
    },
  });

const takingBack = ({ personOfCase, vault }: ConsentApiTools): ApiRoute<Profile> =>
  apiAdding({
    ...{ room, path: '/api/v1/cases/:caseId/consents/:consentId/withdrawal', permit: 'identity.record-consent' },
    ...{ id: 'withdrawConsent', journals: ['identity.consent_withdrawn', 'identity.withdrawal-refused'] },
    summary: 'Take a consent back; its keys go at once',
    params: z.object({ caseId: z.uuid(), consentId: z.uuid() }),
    body: z
      .strictObject({ withdrawn_on: z.iso.date(), method: z.enum(consentLists['consent-methods']) })
      .meta({ examples: [{ withdrawn_on: '2026-11-22', method: 'oral' }] }),
    make: async (scene: Scene, { params: { caseId, consentId }, input }) => {
      const person = await personOfCase(scene, caseId);
      const consent = person === null ? null : await readConsent(scene, consentId);
      if (consent === null || consent.personId !== person?.personId) return refuse('not_found');
      const on = plainDate(input.withdrawn_on);
      const done = await takeConsentBack(scene, vault, consentId, { withdrawn_on: on, method: input.method });
      return isRefusal(done) ? done : `/api/v1/cases/${caseId}/consents/${consentId}`;
    },
  });

const holderSchema = z.object({
  ...{ about: code, organisation: code.nullable(), part: code, ground: code, basis: code.nullable() },
  ...{ stands: z.boolean(), since: z.string(), purposes: z.array(code), last_opened: z.string().nullable() },
});

const holderOf = (scene: Scene, it: Knows): z.infer<typeof holderSchema> => {
  const { ground } = it;
  const basis = ground.kind === 'consent' ? ground.consent?.id : ground.kind === 'law' ? ground.law?.id : undefined;
  return {
    ...{ about: it.about, organisation: bodyOf(scene.profile, it.organisationId)?.code ?? null, part: it.compartment },
    ...{ ground: ground.kind, basis: basis ?? null, since: it.since, purposes: [...it.purposes] },
    stands: ground.kind === 'consent' ? ground.stands : ground.kind !== 'law' || ground.stands === 'yes',
    last_opened: it.lastOpened,
  };
};

const knowing = ({ personOfCase, vault }: ConsentApiTools): ApiRoute<Profile> =>
  apiReading({
    ...{ room, path: '/api/v1/cases/:caseId/who-knows', permit: 'cases.see-access', id: 'readWhoKnows' },
    ...{ journals: ['identity.who_knows_read'], params: caseParams },
    summary:
      'Read who can have what opened about the person of a case, on which ground, since when, and when it last did',
    answer: z.object({ holders: z.array(holderSchema) }),
    reads: ({ caseId }) => ({ type: 'identity.who_knows_read', subject: { kind: 'case', id: caseId }, caseId }),
    load: async (scene: Scene, { params: { caseId } }) => {
      const person = await personOfCase(scene, caseId);
      if (person === null) return null;
      const holders = (await whoKnows(scene, vault, person)).map((one) => holderOf(scene, one));
      return { body: { holders } };
    },
  });

const noticeSchema = z.object({
  ...{ id: z.uuid(), reference: z.string().nullable(), since: z.string(), stopped_at: z.string().nullable() },
});

const notices: readonly ApiRoute<Profile>[] = [
  apiReading({
    ...{ room, path: '/api/v1/withdrawals', permit: 'cases.read', journals: [], id: 'listWithdrawals' },
    summary: 'List consents that were taken back and had let your body in',
    answer: z.object({ notices: z.array(noticeSchema) }),
    load: async (scene: Scene) => {
      const found = await readWithdrawals(scene);
      return {
        body: {
          notices: found.map(({ id, reference, createdAt, confirmedAt }) => ({
            ...{ id, reference, since: createdAt, stopped_at: confirmedAt },
          })),
        },
      };
    },
  }),
  apiAdding({
    ...{ room, path: '/api/v1/withdrawals/:noticeId/stopped', permit: 'cases.read', id: 'confirmStopped' },
    ...{ journals: ['identity.stopped_using'], params: z.object({ noticeId: z.uuid() }) },
    summary: 'Say that your body uses nothing of it any more',
    body: z.strictObject({}).meta({ examples: [{}] }),
    make: async (scene: Scene, { params: { noticeId } }) => {
      const done = await confirmStopped(scene, noticeId);
      return isRefusal(done) ? done : `/api/v1/withdrawals/${noticeId}`;
    },
  }),
];

/** The HTTP API of consents: read, recorded and taken back as on the pages, by the same rules and the vault's own check. */
export const consentsApi = (tools: ConsentApiTools): readonly ApiRoute<Profile>[] => [
  reading(tools),
  recording(tools),
  takingBack(tools),
  knowing(tools),
  ...notices,
];
