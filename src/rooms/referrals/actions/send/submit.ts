import { newId, type Uuid } from '../../../../platform/ids.ts';
import { wake } from '../../../../platform/jobs.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '../../../../platform/outcome.ts';
import type { SubjectToSeal } from '../../../../platform/sealing/index.ts';
import type { Compartment, Scene } from '../../../../profile/index.ts';
import { type Recipient, recordIntakeConsents, sealForEach } from '../../../identity/index.ts';
import { maySend } from '../../access.ts';
import { told } from '../../facts/answers.ts';
import { type Leaf, textsToSeal } from '../../facts/leaves.ts';
import { nameFields } from '../../facts/person-form.ts';
import { compartmentOfEvidence } from '../../facts/other-forms.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { mayAskNames } from '../../facts/asked.ts';
import { dropFiles, hangFilesOnReport } from '../../store/files.ts';
import { findSentReport, insertReport, lockClientReference, type SealedLabel } from '../../store/write-report.ts';
import type { ReportRows } from '../../store/rows.ts';
import {
  channelRows,
  consentRows,
  contactRows,
  linkRows,
  needsRows,
  periodRows,
  personRows,
  placeRows,
  residenceRows,
  signRows,
} from './person-rows.ts';
import { intakeConsents } from './consents.ts';
import { planSending, type SubjectPlan } from './plan.ts';
import { type ContentFile, type Problem, type ReadReport, type ReportContent, readContent } from './read.ts';
import { exploiterRows, interviewRows, outboxRows, reportRow, type Sending, shareRows } from './report-rows.ts';
import { snapshotRows } from './snapshot-rows.ts';

/** A report to send. The client reference makes it one report, however often it is sent. */
export type Submission = {
  readonly content: ReportContent;
  readonly clientReference: Uuid;
  readonly channel: 'form' | 'api' | 'one_time_link';
  readonly label?: SealedLabel | undefined;
  /** What the report will be called, where that was promised before. */
  readonly reportId?: Uuid;
};

/** The sender's receipt: the report is stored and will be delivered. */
export type SentReport = { readonly reportId: Uuid; readonly reference: string };

/** Answers are missing or contradict each other: which, and where. */
export type NotComplete = Refusal<'not_complete'> & { readonly problems: readonly Problem[] };

/** The problems a refusal carries; none when it was refused for another reason. */
export const problemsOf = (refusal: Refusal): readonly Problem[] =>
  refusal.refused === 'not_complete' && 'problems' in refusal ? (refusal as NotComplete).problems : [];

const mostPersons = 500;

/** Name or contact of somebody who did not agree: another system is told to leave them out, not relieved of them in silence. */
const namesTooEarly = ({ byDuty, persons }: ReadReport): readonly Problem[] =>
  persons
    .filter(({ answers }) => !mayAskNames(byDuty, answers))
    .flatMap(({ id, inactive }) =>
      Object.keys(inactive)
        .map((name) => ({ name, path: name.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)) }))
        .filter(({ path }) => nameFields.includes(String(path[0])))
        .map(({ name, path }) => ({
          ...{ section: 'identity', personId: id },
          error: { name, path, code: 'not_asked_yet', values: {} },
        })),
    );

const readSubmission = (scene: Scene, { content, channel }: Submission): ReadReport => {
  const read = readContent(scene, content);
  return channel === 'api' ? { ...read, problems: [...read.problems, ...namesTooEarly(read)] } : read;
};

const mayBeSent = (scene: Scene, read: ReadReport): true | Refusal<ReferralRefusal> => {
  const keyedIn = read.answers.keyed_in === true;
  const may = maySend(scene.viewer, scene.profile, { senderCode: read.senderCode, keyedIn });
  if (isRefusal(may)) return may;
  if (read.persons.length === 0) return refuse('no_person');
  if (read.persons.length > mostPersons) return refuse('too_many_persons', { values: { most: mostPersons } });
  if (read.problems.length === 0) return true;
  const values = { count: read.problems.length };
  const notComplete: NotComplete = { ...refuse('not_complete', { values }), problems: read.problems };
  return notComplete;
};

const leavingLeaves = ({ leaves, leaving }: SubjectPlan): readonly Leaf[] =>
  leaves.filter(({ field }) => leaving.has(field.secrecy as Parameters<typeof leaving.has>[0]));

const fileFields = (files: readonly ContentFile[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    files.flatMap(({ id, name, description, sha256, key }) => [
      [`file:${id}`, key],
      [`about:${id}`, JSON.stringify({ name, description, sha256 })],
    ]),
  );

const withFiles = (
  texts: SubjectToSeal['compartments'],
  files: readonly ContentFile[],
): SubjectToSeal['compartments'] => {
  const byCompartment = Map.groupBy(files, (file) => compartmentOfEvidence(file.kind));
  const all: Partial<Record<Compartment, Readonly<Record<string, string>>>> = { ...texts };
  for (const [compartment, list] of byCompartment) all[compartment] = { ...all[compartment], ...fileFields(list) };
  return all;
};

type ToSeal = { readonly subject: SubjectToSeal; readonly recipients: readonly Recipient[] };

const recipientsOf = ({ shares }: SubjectPlan): readonly Recipient[] =>
  shares
    .map(({ organisationId: id, basis, compartments }) => ({
      organisationId: id,
      basis,
      compartments: compartments.toSorted(),
    }))
    .toSorted((one, other) => one.organisationId.localeCompare(other.organisationId));

/** Seals every subject; subjects that go to the same bodies on the same grounds share their envelopes. */
const sealSubjects = (scene: Scene, toSeal: readonly ToSeal[]): Promise<void> => {
  const groups = Map.groupBy(toSeal, ({ recipients }) => JSON.stringify(recipients));
  return sealForEach(
    scene,
    [...groups.values()].map((group) => ({
      subjects: group.map((one) => one.subject),
      recipients: group[0]?.recipients ?? [],
    })),
  );
};

const subjectsOf = ({ plan }: Sending, files: readonly ContentFile[]): readonly ToSeal[] =>
  [plan.report, ...plan.persons].map((subject) => {
    const texts = textsToSeal(leavingLeaves(subject));
    const compartments = subject.personId === null ? withFiles(texts, files) : texts;
    return { subject: { subjectId: subject.subjectId, compartments }, recipients: recipientsOf(subject) };
  });

const rowsOf = (sending: Sending): ReportRows => ({
  report: reportRow(sending),
  persons: personRows(sending),
  children: {
    report_person_needs: needsRows(sending),
    report_person_residence: residenceRows(sending),
    report_person_contact: contactRows(sending),
    report_person_channel: channelRows(sending),
    report_person_link: linkRows(sending),
    person_consent: consentRows(sending),
    period: periodRows(sending),
    place: placeRows(sending),
    report_indicator: signRows(sending),
    exploiter: exploiterRows(sending),
    interview_circumstances: interviewRows(sending),
    snapshot: snapshotRows(sending),
    share: shareRows(sending),
    outbox: outboxRows(sending),
  },
});

/** Files whose compartment reaches nobody are not sent and do not stay: nobody could open them. */
const keepFiles = async (sending: Sending, files: readonly ContentFile[]): Promise<readonly ContentFile[]> => {
  const { scene, plan } = sending;
  const leaves = (file: ContentFile): boolean => plan.report.leaving.has(compartmentOfEvidence(file.kind));
  const kept = files.filter(leaves);
  await hangFilesOnReport(
    scene.tx,
    plan.reportId,
    kept.map((file) => file.id),
  );
  await dropFiles(
    scene.tx,
    files.filter((file) => !leaves(file)).map((file) => file.id),
  );
  return kept;
};

/** What figures need of a report, in codes: who, how many, how it came to light, and who was recruited online. */
const announce = ({ scene, read, plan, at }: Sending): void =>
  scene.emit({
    type: 'referrals.report_sent',
    subject: { kind: 'report', id: plan.reportId },
    reportId: plan.reportId,
    audience: plan.recipients,
    at,
    data: {
      organisation: read.senderCode,
      route: plan.route,
      n_persons: read.persons.length,
      persons: read.persons.map((one) => one.id),
      how_came_to_light: read.answers.how_came_to_light ?? 'other',
      recruited: read.persons.map((one) => told(one.answers.recruitment_channel) ?? null),
      platforms: read.persons.map((one) => told(one.answers.online_platform) ?? null),
      recipients: [...plan.recipients],
    },
  });

const store = async (scene: Scene, read: ReadReport, submission: Submission): Promise<SentReport> => {
  const sending: Sending = {
    ...{
      scene,
      read,
      plan: planSending(scene, read, submission.reportId ?? newId()),
      clientReference: submission.clientReference,
    },
    ...{ at: scene.clock.now(), channel: submission.channel },
  };
  const { reportId } = sending.plan;
  const own = { reportId, organisationId: scene.viewer.organisationId, label: submission.label };
  const reference = await insertReport(scene.tx, rowsOf(sending), own);
  await recordIntakeConsents(scene, scene.viewer.organisationId, intakeConsents(sending));
  const files = await keepFiles(sending, submission.content.files);
  await sealSubjects(scene, subjectsOf(sending, files));
  // Without a key: one job for all would let every sending wait for the commit of the one before.
  await wake(scene.tx, { task: 'referrals:deliver' });
  announce(sending);
  return { reportId, reference };
};

/**
 * Sends a report of which the caller has made sure that it is sent once: it holds a key that nobody else can take.
 * Everything (rows, sealed texts, outbox, event) is in the caller's transaction, so it is all there or not at all.
 */
export const submitOnce = async (
  scene: Scene,
  submission: Submission,
): Promise<Outcome<SentReport, ReferralRefusal>> => {
  const read = readSubmission(scene, submission);
  const may = mayBeSent(scene, read);
  return may === true ? store(scene, read, submission) : may;
};

/** Sends a report: once per client reference. A second sending, also at the same moment, gets the receipt of the first. */
export const submitReport = async (
  scene: Scene,
  submission: Submission,
): Promise<Outcome<SentReport, ReferralRefusal>> => {
  const { organisationId: own } = scene.viewer;
  await lockClientReference(scene.tx, own, submission.clientReference);
  return (await findSentReport(scene.tx, own, submission.clientReference)) ?? submitOnce(scene, submission);
};
