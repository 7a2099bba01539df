import { newId, type Uuid } from '../../../platform/ids.ts';
import { type Outcome, refuse } from '../../../platform/outcome.ts';
import { hasPermit } from '../../../platform/viewer.ts';
import type { ConferenceField, Part, Profile, Scene } from '../../../profile/index.ts';
import { actingCodes, loadCase } from '../../cases/index.ts';
import type { ProtectionRefusal } from '../facts.ts';
import {
  type Conference,
  type ConferenceEntry,
  conferenceEntriesOf,
  conferenceOfCase,
  findConference,
  insertConference,
  insertConferenceEntry,
} from '../store/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { noticeTold } from '../../identification/index.ts';

type Result<Value> = Promise<Outcome<Value, ProtectionRefusal>>;

/** What one body says in a conference: its newest version, and the older ones. */
export type ConferenceColumn = {
  readonly part: Part;
  readonly fields: readonly ConferenceField[];
  /** The body writes only when the person agreed. */
  readonly agreed: boolean;
  readonly organisationId: Uuid | null;
  readonly now: ConferenceEntry | null;
  readonly before: readonly ConferenceEntry[];
  readonly isOwn: boolean;
};

export type ConferenceView = { readonly conference: Conference; readonly columns: readonly ConferenceColumn[] };

type Agreed = NonNullable<Profile['sharing']['conference']>;

/** The body for which the viewer acts in this part, or null. */
const ownBodyIn = (scene: Scene, part: Part): Uuid | null => {
  const code = actingCodes(scene.profile, scene.viewer.organisationCode).find((one) => scene.profile.plays(one, part));
  return code === undefined ? null : idOfBody(scene.profile, code);
};

const columnOf = (
  scene: Scene,
  { part, fields, agreed }: Agreed['columns'][number],
  entries: readonly ConferenceEntry[],
): ConferenceColumn => {
  const bodies = scene.profile.organisationsPlaying(part).map(({ code }) => idOfBody(scene.profile, code));
  const versions = entries.filter(({ organisationId }) => bodies.includes(organisationId));
  const own = ownBodyIn(scene, part);
  return {
    ...{ part, fields, agreed, isOwn: own !== null },
    organisationId: versions.at(-1)?.organisationId ?? own ?? bodies[0] ?? null,
    now: versions.at(-1) ?? null,
    before: versions.slice(0, -1).reverse(),
  };
};

/** Loads the conference on a notice, whole, for each of the three; null for everybody else. */
export const readConference = async (scene: Scene, noticeId: Uuid): Promise<ConferenceView | null> => {
  const agreed = scene.profile.sharing.conference;
  const conference = agreed === undefined ? null : await findConference(scene.tx, noticeId);
  if (agreed === undefined || conference === null) return null;
  const entries = await conferenceEntriesOf(scene.tx, noticeId);
  return { conference, columns: agreed.columns.map((column) => columnOf(scene, column, entries)) };
};

/** What the page of a case shows of it: the conference, or that the viewer may open one. */
export type CaseConference = {
  readonly caseId: Uuid;
  readonly reference: string | null;
  readonly view: ConferenceView | null;
  readonly mayOpen: boolean;
};

/** The conference on the permit of a person, from her case; null for who does not see the case. */
export const readCaseConference = async (scene: Scene, caseId: Uuid): Promise<CaseConference | null> => {
  const file = await loadCase(scene, caseId);
  if (file === null || scene.profile.sharing.conference === undefined) return null;
  const noticeId = await conferenceOfCase(scene.tx, caseId);
  const view = noticeId === null ? null : await readConference(scene, noticeId);
  const mayOpen = view === null && hasPermit(scene.viewer, 'identification.notify-minister');
  return { caseId, reference: file.reference, view, mayOpen };
};

/** Opens a conference on the permit of a person of whom the residence authority was told; done by the police. */
export const openConference = async (scene: Scene, caseId: Uuid): Result<{ caseId: Uuid }> => {
  if (!hasPermit(scene.viewer, 'identification.notify-minister')) return refuse('may_not_open_conference');
  const file = await loadCase(scene, caseId);
  if (file === null || scene.profile.sharing.conference === undefined) return refuse('not_found');
  const notice = await noticeTold(scene, caseId);
  if (notice === null) return refuse('no_notice_yet');
  const openedBy = scene.viewer.staffId;
  if (!(await insertConference(scene.tx, { ...notice, caseId, openedBy, openedAt: scene.clock.now() })))
    return { caseId };
  scene.emit({ type: 'protection.conference_opened', subject: { kind: 'case', id: caseId }, caseId });
  return { caseId };
};

/** What a body typed into its column. */
export type ColumnInput = Readonly<Record<string, string | boolean | undefined>>;

/** Adds a version of the viewer's own column, with its own agreed fields and no others. */
export const writeColumn = async (
  scene: Scene,
  it: { readonly noticeId: Uuid; readonly version: string | null },
  input: ColumnInput,
): Result<{ noticeId: Uuid }> => {
  const view = await readConference(scene, it.noticeId);
  const column = view?.columns.find(({ isOwn }) => isOwn);
  if (view === null || column === undefined) return refuse('not_found');
  const body = ownBodyIn(scene, column.part);
  if (body === null) return refuse('may_not_write');
  if (column.agreed && input['person_agrees'] !== true) return refuse('person_must_agree', { field: 'person_agrees' });
  const number = column.now?.number ?? 0;
  if (it.version !== null && it.version !== String(number)) return refuse('conflict_column');
  const said = Object.fromEntries(
    column.fields.flatMap((field) => {
      const answer = input[field];
      return typeof answer === 'string' && answer !== '' ? [[field, answer] as const] : [];
    }),
  );
  const entry = { noticeId: it.noticeId, organisationId: body, number: number + 1, said };
  const recorded = { id: newId(), recordedBy: scene.viewer.staffId, recordedAt: scene.clock.now() };
  if (!(await insertConferenceEntry(scene.tx, { ...entry, ...recorded }))) return refuse('conflict_column');
  scene.emit({
    type: 'protection.conference_written',
    subject: { kind: 'notice', id: it.noticeId },
    data: { fields: Object.keys(said) },
  });
  return { noticeId: it.noticeId };
};
