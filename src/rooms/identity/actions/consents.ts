import type { Instant, PlainDate } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { ConsentKind, Scene } from '../../../profile/index.ts';
import { bodyOf, idOfBody, organisationId } from '../../directory/index.ts';
import { mayRecordConsent } from '../access.ts';
import type { ConsentAnswer, ConsentRefusal } from '../facts.ts';
import { ageFor, answerHolds, consentState, keepsMatchedFiles, mayAnswer } from '../rules.ts';
import {
  type Consent,
  consentsOfPerson,
  findConsent,
  insertConsents,
  type StandingConsent,
} from '../store/consents.ts';

export type { StandingConsent } from '../store/consents.ts';

/** The person of a case, or of a report one sent, as those rooms know her: `age` as the report says it, null when it cannot be seen. */
export type PersonOfCase = {
  readonly caseId: Uuid | null;
  readonly personId: Uuid;
  readonly reportId: Uuid;
  /** How the viewer's body calls the case, and that body. */
  readonly name: string;
  readonly organisationId: Uuid;
  readonly age: string | null;
};

/** What was asked and answered; `kind` names what the profile lets be asked. */
export type ConsentInput = {
  readonly kind: string;
  /** The body the person chose, where the kind lets her choose. */
  readonly chosen_body?: string | undefined;
  readonly age_said: string;
  readonly answer: ConsentAnswer;
  readonly given_by: string;
  readonly authority?: string | undefined;
  readonly agreed_parts: readonly string[];
  readonly given_on: PlainDate;
  readonly valid_until?: PlainDate | undefined;
  readonly language: string;
  readonly interpreter: string;
  readonly method: string;
  readonly no_explained: boolean;
  /** A document of the own body on the case; who calls has looked whether it is there ({@link evidenceFrom}). */
  readonly evidence_document?: string | undefined;
};

/** A document on a case, as far as it can be named without opening it. */
export type EvidenceHead = { readonly id: Uuid; readonly kind: string; readonly addedAt: Instant };

/** The document that was chosen as evidence; none is an answer, one that is not there is not. */
export const evidenceFrom = (
  documents: readonly EvidenceHead[],
  typed: string | undefined,
): Outcome<EvidenceHead | null, ConsentRefusal> => {
  if (typed === undefined || typed.trim() === '') return null;
  return documents.find(({ id }) => id === typed.trim()) ?? refuse('no_such_document', { field: 'evidence_document' });
};

const bodiesOf = (scene: Scene, { to }: ConsentKind, recorder: Uuid, chosen = ''): Uuid[] => {
  if (to === 'recorder') return [recorder];
  if (to === 'chosen') return [idOfBody(scene.profile, chosen)];
  return scene.profile.organisationsPlaying(to).map(({ code }) => organisationId(scene.profile.id, code));
};

/** A person chooses among the bodies that may be asked about, and never the one that asks. */
const isChosen = (scene: Scene, { to, bodies = [] }: ConsentKind, asked: PersonOfCase, chosen = ''): boolean =>
  to !== 'chosen' || (bodies.includes(chosen) && chosen !== codeOf(scene, asked));

const codeOf = ({ profile }: Scene, asked: PersonOfCase): string => bodyOf(profile, asked.organisationId)?.code ?? '';

const announce = (scene: Scene, it: Consent): void =>
  scene.emit({
    type: it.answer === 'given' ? 'identity.consent_given' : 'identity.consent_refused',
    subject: { kind: 'consent', id: it.id },
    personId: it.personId,
    ...(it.caseId === null ? {} : { caseId: it.caseId }),
    ...(it.reportId === null ? {} : { reportId: it.reportId }),
    // Nobody learns of a refusal whom the person did not want to learn of her.
    audience: it.answer === 'given' ? [...it.organisations] : [],
    data: {
      organisations: [...it.organisations],
      parts: [...it.compartments],
      given_by: it.givenBy,
      given_on: it.givenOn,
      language: it.language,
      text_version: it.textVersion,
      ...(it.matching === null ? {} : { matching: it.matching.level }),
    },
  });

const matchingOf = ({ level, tells, marks }: NonNullable<ConsentKind['matching']>) => ({
  ...{ level, tells: tells ?? null, marks: marks === true },
});

const written = (scene: Scene, asked: PersonOfCase, kind: ConsentKind, input: ConsentInput): Consent => ({
  ...{ id: newId(), personId: asked.personId, caseId: asked.caseId, answer: input.answer },
  reportId: asked.caseId === null ? asked.reportId : null,
  ...{ givenBy: input.given_by, authority: input.given_by === 'person' ? null : (input.authority ?? null) },
  organisations: bodiesOf(scene, kind, asked.organisationId, input.chosen_body),
  // A yes to matching opens nothing, whatever a form may carry.
  compartments: input.answer === 'given' && kind.matching === undefined ? input.agreed_parts : kind.compartments,
  matching: kind.matching === undefined ? null : matchingOf(kind.matching),
  ...{ purposes: kind.purposes, language: input.language, textVersion: kind.script.version },
  ...{ interpreter: input.interpreter, method: input.method, givenOn: input.given_on },
  evidenceDocumentId: input.evidence_document ?? null,
  explainedByRecorder: true,
  validUntil: input.answer === 'given' ? (input.valid_until ?? null) : null,
  ...{ recordedBy: scene.viewer.staffId, recordedByOrganisation: asked.organisationId },
  recordedAt: scene.clock.now(),
});

/**
 * Keeps what a person, or who may speak for them, answered: yes to parts of what was asked, or no. Lets nobody in by
 * itself; the vault reads the record when somebody wants to share or open on its ground.
 */
export const recordConsent = async (
  scene: Scene,
  asked: PersonOfCase,
  input: ConsentInput,
): Promise<Outcome<{ consentId: Uuid }, ConsentRefusal>> => {
  const may = mayRecordConsent(scene.viewer);
  if (isRefusal(may)) return may;
  const { profile } = scene;
  if (!profile.consents.kinds.some(({ id }) => id === input.kind)) return refuse('not_found');
  const kind = profile.consentKind(input.kind);
  if (kind.matching !== undefined && !keepsMatchedFiles(profile.consents.matching, codeOf(scene, asked)))
    return refuse('never_matched');
  if (!isChosen(scene, kind, asked, input.chosen_body)) return refuse('body_not_asked_for', { field: 'chosen_body' });
  const speaks = mayAnswer(profile.consents.guardian, ageFor(asked.age, input.age_said), {
    givenBy: input.given_by,
    authority: input.authority,
  });
  if (isRefusal(speaks)) return speaks;
  const said = {
    ...{ answer: input.answer, parts: input.agreed_parts, givenOn: input.given_on, validUntil: input.valid_until },
    ...{ interpreter: input.interpreter, noExplained: input.no_explained },
  };
  const holds = answerHolds(kind, said, scene.clock.today(profile.timeZone));
  if (isRefusal(holds)) return holds;
  const consent = written(scene, asked, kind, input);
  await insertConsents(scene.tx, [consent]);
  announce(scene, consent);
  return { consentId: consent.id };
};

/** An answer as the intake form took it from one person, for one body. */
export type IntakeConsent = {
  readonly id: Uuid;
  readonly personId: Uuid;
  readonly reportId: Uuid;
  readonly answer: ConsentAnswer;
  readonly organisationId: Uuid;
  readonly kind: string;
  readonly compartments: readonly string[];
  readonly givenOn: PlainDate;
  readonly language: string;
  readonly interpreter: string;
  readonly explainedByRecorder: boolean | null;
};

/** Keeps the answers taken on a report, in its transaction: their ids are the ground of the keys that are sealed with it. */
export const recordIntakeConsents = async (
  scene: Scene,
  recordedBy: Uuid,
  answers: readonly IntakeConsent[],
): Promise<void> => {
  const consents = answers.map((it): Consent => {
    const kind = scene.profile.consentKind(it.kind);
    return {
      ...{ id: it.id, personId: it.personId, caseId: null, reportId: it.reportId, answer: it.answer },
      ...{ givenBy: 'person', authority: null, organisations: [it.organisationId], purposes: kind.purposes },
      ...{ compartments: it.compartments, language: it.language, textVersion: kind.script.version },
      matching: null,
      explainedByRecorder: it.explainedByRecorder,
      ...{ interpreter: it.interpreter, method: 'oral', givenOn: it.givenOn, validUntil: null },
      evidenceDocumentId: null,
      ...{ recordedBy: scene.viewer.staffId, recordedByOrganisation: recordedBy, recordedAt: scene.clock.now() },
    };
  });
  await insertConsents(scene.tx, consents);
  for (const consent of consents) announce(scene, consent);
};

/** What a person answered so far, as far as the viewer's body may know, newest first. */
export const readConsents = ({ tx }: Scene, personId: Uuid): Promise<readonly StandingConsent[]> =>
  consentsOfPerson(tx, personId);

/** One answer, or null. */
export const readConsent = ({ tx }: Scene, id: Uuid): Promise<StandingConsent | null> => findConsent(tx, id);

/** Consents of a person that let this body in today. */
export const standingConsents = async (
  scene: Scene,
  personId: Uuid,
  body: Uuid,
): Promise<readonly StandingConsent[]> => {
  const today = scene.clock.today(scene.profile.timeZone);
  const all = await consentsOfPerson(scene.tx, personId);
  return all.filter(
    (it) => it.matching === null && consentState(it, today) === 'given' && it.organisations.includes(body),
  );
};
