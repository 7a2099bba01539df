import type { Uuid } from '../../../platform/ids.ts';
import { readReference } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import { sealOwnWord } from '../../../platform/sealing/index.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayWork } from '../access.ts';
import type { CasesRefusal } from '../facts.ts';
import { changedFields, type FieldChange } from '../rules.ts';
import {
  type CaseFile,
  type ChangeNote,
  findCase,
  insertLink,
  noteChanges,
  searchCaseFiles,
  setFlags,
  setOwnPart,
} from '../store/index.ts';
import { isHandingOver } from './warm.ts';

type Result<Value> = Promise<Outcome<Value, CasesRefusal>>;
type Done = { readonly caseId: Uuid };

const workable = async (scene: Scene, caseId: Uuid): Result<CaseFile> => {
  const allowed = mayWork(scene.viewer);
  if (isRefusal(allowed)) return allowed;
  return (await findCase(scene, caseId)) ?? refuse('not_found');
};

const note = (
  scene: Scene,
  file: CaseFile,
  it: Pick<ChangeNote, 'thing' | 'thingId' | 'shared'>,
  changes: readonly FieldChange[],
) =>
  noteChanges(
    scene.tx,
    {
      ...it,
      caseId: file.id,
      organisationId: file.referenceOrganisationId ?? scene.viewer.organisationId,
      staffId: scene.viewer.staffId,
      at: scene.clock.now(),
    },
    changes,
  );

/** Sets what is to be watched on a case. `version` is that of the page; refuses when somebody changed it meanwhile. */
export const changeFlags = async (
  scene: Scene,
  caseId: Uuid,
  flags: readonly string[],
  version: string | null,
): Result<Done> => {
  const file = await workable(scene, caseId);
  if (isRefusal(file)) return file;
  if (version !== null && version !== String(file.version)) return refuse('changed_meanwhile');
  const changes = changedFields({ flags: file.flags }, { flags });
  if (changes.length === 0) return { caseId };
  if (!(await setFlags(scene.tx, file, flags))) return refuse('changed_meanwhile');
  await note(scene, file, { thing: 'case', thingId: caseId, shared: true }, changes);
  scene.emit({
    type: 'cases.flags_changed',
    subject: { kind: 'case', id: caseId },
    caseId,
    personId: file.personId,
    audience: file.audience,
    data: { flags: [...flags], before: [...file.flags] },
  });
  return { caseId };
};

/** The history tells that there was a word, never the word. */
const told = (word: string | null): string | null => (word ? 'word' : null);

const sealedWord = ({ ownWordKey, viewer }: Scene, file: CaseFile, word: string) => {
  if (ownWordKey === undefined) throw new Error('own words are given where the staff program keeps its key');
  return sealOwnWord(ownWordKey, file.referenceOrganisationId ?? viewer.organisationId, word) ?? null;
};

/** Gives the case the own body's word. `version` is that of the reference; the word stays inside the body. */
export const changeLabel = async (
  scene: Scene,
  caseId: Uuid,
  label: string | undefined,
  version: string | null,
): Result<Done> => {
  const file = await workable(scene, caseId);
  if (isRefusal(file)) return file;
  if (version !== null && version !== String(file.referenceVersion)) return refuse('changed_meanwhile');
  const word = label?.trim() ?? '';
  if (word === (file.ownLabel ?? '')) return { caseId };
  if (!(await setOwnPart(scene.tx, file, { ownLabel: sealedWord(scene, file, word) })))
    return refuse('changed_meanwhile');
  const changes = [{ field: 'own_label', before: told(file.ownLabel), after: told(word) }];
  await note(scene, file, { thing: 'reference', thingId: caseId, shared: false }, changes);
  scene.emit({ type: 'cases.label_changed', subject: { kind: 'case', id: caseId }, caseId, personId: file.personId });
  return { caseId };
};

/** Takes the case to look after, or gives it back. */
export const lookAfter = async (scene: Scene, caseId: Uuid, takes: boolean): Result<Done> => {
  const file = await workable(scene, caseId);
  if (isRefusal(file)) return file;
  // Until the receiver has the person, who gives her answers for her.
  if (!takes && (await isHandingOver(scene, caseId))) return refuse('handover_open');
  const ownerId = takes ? scene.viewer.staffId : null;
  const changes = changedFields({ owner: file.ownerId }, { owner: ownerId });
  if (changes.length === 0) return { caseId };
  if (!(await setOwnPart(scene.tx, file, { ownerId }))) return refuse('changed_meanwhile');
  await note(scene, file, { thing: 'reference', thingId: caseId, shared: false }, changes);
  scene.emit({
    type: takes ? 'cases.case_taken' : 'cases.case_given_back',
    subject: { kind: 'case', id: caseId },
    caseId,
    personId: file.personId,
  });
  return { caseId };
};

export type LinkInput = { readonly other_reference: string; readonly link_kind: string };

/** Links the persons of two cases of one report. */
export const linkPersons = async (scene: Scene, caseId: Uuid, input: LinkInput): Result<Done> => {
  const file = await workable(scene, caseId);
  if (isRefusal(file)) return file;
  const reference = readReference(input.other_reference);
  const [other] = reference === null ? [] : await searchCaseFiles(scene, { reference, labels: [], reportIds: [] });
  if (!other || other.id === caseId || other.reportId !== file.reportId)
    return refuse('not_the_same_report', { field: 'other_reference' });
  const id = await insertLink(scene.tx, {
    caseId,
    otherCaseId: other.id,
    kind: input.link_kind,
    organisationId: file.referenceOrganisationId ?? scene.viewer.organisationId,
    staffId: scene.viewer.staffId,
    at: scene.clock.now(),
  });
  await note(scene, file, { thing: 'link', thingId: id, shared: false }, [
    { field: 'kind', before: null, after: input.link_kind },
  ]);
  scene.emit({
    type: 'cases.persons_linked',
    subject: { kind: 'case', id: caseId },
    caseId,
    personId: file.personId,
    data: { link: input.link_kind, other_case: other.id },
  });
  return { caseId };
};
