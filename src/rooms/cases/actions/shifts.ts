import { instantPlus } from '../../../platform/clock.ts';
import { newId, readReference, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene } from '../../../profile/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { openIdentity, sealFor } from '../../identity/index.ts';
import { mayHandOver } from '../access.ts';
import type { CasesRefusal } from '../facts.ts';
import { actingCodes } from '../rules.ts';
import {
  acknowledgeNote,
  countNotesFor,
  countOrphans,
  findShiftNote,
  insertShiftNote,
  type Orphan,
  openHandovers,
  orphans,
  searchCaseFiles,
  type ShiftNote,
  shiftNotes,
  type WarmHandover,
} from '../store/index.ts';

type Result<Value> = Promise<Outcome<Value, CasesRefusal>>;

const minute = 60_000;
const textField = 'shift_text';

/** The bodies in whose name somebody acts, her own first. */
export const bodiesOf = ({ profile, viewer }: Scene): readonly Uuid[] =>
  actingCodes(profile, viewer.organisationCode).map((code) => idOfBody(profile, code));

export type ShiftNoteInput = {
  readonly shift_text: string;
  readonly mentioned?: readonly { readonly case_reference?: string | undefined }[] | undefined;
};

/** Cases by the own body's references; one that nobody knows is refused, or the next shift would look for nobody. */
const casesNamed = async (scene: Scene, { mentioned = [] }: ShiftNoteInput): Result<readonly Uuid[]> => {
  const ids = new Set<Uuid>();
  for (const typed of mentioned.flatMap(({ case_reference: one }) => (one?.trim() ? [one] : []))) {
    const reference = readReference(typed);
    const [found] = reference === null ? [] : await searchCaseFiles(scene, { reference, labels: [], reportIds: [] });
    if (found === undefined) return refuse('case_unknown', { field: 'mentioned' });
    ids.add(found.id);
  }
  return [...ids];
};

/** Leaves a note to the next shift of the own body: the text sealed to it, cases by reference only. Needs no vault. */
export const leaveShiftNote = async (scene: Scene, input: ShiftNoteInput): Result<{ noteId: Uuid }> => {
  const may = mayHandOver(scene.viewer);
  if (isRefusal(may)) return may;
  const caseIds = await casesNamed(scene, input);
  if (isRefusal(caseIds)) return caseIds;
  const { tx, viewer, clock, profile } = scene;
  const [noteId, organisationId, writtenAt] = [newId(), bodiesOf(scene).at(-1) ?? viewer.organisationId, clock.now()];
  await sealFor(
    scene,
    [{ subjectId: noteId, compartments: { notes: { [textField]: input.shift_text } } }],
    [{ organisationId, basis: { kind: 'law', code: 'OWN-RECORD' }, compartments: ['notes'] }],
  );
  const dueAt = instantPlus(writtenAt, profile.handover.shift_note.acknowledge_minutes * minute);
  await insertShiftNote(tx, { id: noteId, organisationId, caseIds, writtenBy: viewer.staffId, writtenAt, dueAt });
  scene.emit({
    type: 'cases.shift_note_left',
    subject: { kind: 'shift_note', id: noteId },
    data: { cases: caseIds.length, due: dueAt },
  });
  return { noteId };
};

/** Takes a note over: somebody else than who wrote it says that she has read it. */
export const acknowledgeShiftNote = async (scene: Scene, noteId: Uuid): Result<{ noteId: Uuid }> => {
  const { tx, viewer, clock } = scene;
  const may = mayHandOver(viewer);
  if (isRefusal(may)) return may;
  const note = await findShiftNote(tx, noteId);
  if (note === null) return refuse('not_found');
  if (note.writtenBy === viewer.staffId) return refuse('own_note');
  if (!(await acknowledgeNote(tx, noteId, viewer.staffId, clock.now()))) return refuse('already_answered');
  scene.emit({ type: 'cases.shift_note_acknowledged', subject: { kind: 'shift_note', id: noteId } });
  return { noteId };
};

/** What a note says. */
export type OpenShiftNote = { readonly note: ShiftNote; readonly text: string };

/** Opens what a note says. The vault checks purpose and key and writes its journal line first. */
export const openShiftNote = async (
  scene: Scene,
  vault: VaultClient,
  noteId: Uuid,
  purpose: string,
): Result<OpenShiftNote> => {
  const may = mayHandOver(scene.viewer);
  if (isRefusal(may)) return may;
  const note = await findShiftNote(scene.tx, noteId);
  if (note === null) return refuse('not_found');
  const opened = await openIdentity(vault, scene.viewer, { subjectId: noteId, compartments: ['notes'], purpose });
  if (isRefusal(opened)) return refuse(opened.refused === 'unavailable' ? 'vault_down' : 'vault_refused');
  return { note, text: opened['notes']?.[textField] ?? '' };
};

/** How many orphans a page names; the rest is counted. */
const orphansShown = 20;

const whoseOf = (scene: Scene) => ({
  ...{ bodies: bodiesOf(scene), on: scene.clock.today(scene.profile.timeZone) },
});

/** What must not fall between two shifts or two bodies. */
export type HandOver = {
  readonly notes: readonly ShiftNote[];
  readonly handovers: readonly WarmHandover[];
  readonly orphans: readonly Orphan[];
  readonly orphanCount: number;
};

/** Loads what is open between shifts and bodies. */
export const readHandOver = async (scene: Scene): Result<HandOver> => {
  const may = mayHandOver(scene.viewer);
  if (isRefusal(may)) return may;
  const whose = whoseOf(scene);
  return {
    notes: await shiftNotes(scene.tx),
    handovers: await openHandovers(scene.tx),
    orphans: await orphans(scene.tx, whose, orphansShown),
    orphanCount: await countOrphans(scene.tx, whose),
  };
};

/** How many alarms and answers wait: cases without anybody, notes of others, persons handed over; null for who hands nothing on. */
export const countHandOver = async (scene: Scene): Promise<number | null> => {
  if (mayHandOver(scene.viewer) !== true) return null;
  const open = (await openHandovers(scene.tx)).length;
  return open + (await countNotesFor(scene.tx, scene.viewer.staffId)) + (await countOrphans(scene.tx, whoseOf(scene)));
};
