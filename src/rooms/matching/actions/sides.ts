import { addDays, type PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayAnswer } from '../access.ts';
import type { MatchingRefusal, SideState, Verdict } from '../facts.ts';
import { answerHolds, sideState } from '../rules.ts';
import {
  findFile,
  findSide,
  type MatchedFile,
  ownFiles,
  type Side,
  sidesShown,
  writeAnswer,
  writeVerdict,
} from '../store/index.ts';

type Result<Value> = Promise<Outcome<Value, MatchingRefusal>>;

/** A side with its file, how it stands, and whether its body is to be reminded that nobody has asked yet. */
export type ShownSide = {
  readonly side: Side;
  readonly file: MatchedFile;
  readonly state: SideState;
  readonly isReminded: boolean;
};

const todayOf = ({ clock, profile }: Scene): PlainDate => clock.today(profile.timeZone);

const withState = (scene: Scene, side: Side, file: MatchedFile): ShownSide => {
  const today = todayOf(scene);
  const state = sideState(side, today);
  const from = addDays(side.shownOn, scene.profile.consents.matching.reminded_after_days);
  return { side, file, state, isReminded: state === 'asked' && today >= from };
};

/** What the viewer's bodies are asked, and the files of theirs that may be matched. */
export const readMatching = async (
  scene: Scene,
): Result<{ readonly sides: readonly ShownSide[]; readonly files: readonly MatchedFile[] }> => {
  const may = mayAnswer(scene.viewer);
  if (isRefusal(may)) return may;
  const today = todayOf(scene);
  const files = await ownFiles(scene.tx);
  const known = new Map(files.map((file) => [file.id, file]));
  const sides = (await sidesShown(scene.tx, today)).flatMap((side) => {
    const file = known.get(side.fileId);
    return file === undefined ? [] : [withState(scene, side, file)];
  });
  return { sides, files };
};

/** What waits for somebody: a person to be asked, or an open pair to be judged. */
export const countMatchesWaiting = async (scene: Scene): Promise<number> => {
  const today = todayOf(scene);
  const states = (await sidesShown(scene.tx, today)).map((side) => sideState(side, today));
  return states.filter((state) => state === 'asked' || state === 'open').length;
};

/** One side; null when there is none for this viewer today. */
export const readSide = async (scene: Scene, id: Uuid): Promise<ShownSide | null> => {
  if (isRefusal(mayAnswer(scene.viewer))) return null;
  const today = todayOf(scene);
  const side = await findSide(scene.tx, id, today);
  const file = side === null ? null : await findFile(scene.tx, side.fileId);
  return side === null || file === null ? null : withState(scene, side, file);
};

const about = ({ caseId, reportId, personId }: MatchedFile) => ({
  ...(caseId === null ? {} : { caseId }),
  ...(reportId === null ? {} : { reportId }),
  personId,
});

export type AnswerInput = {
  readonly no_explained: boolean;
  readonly answer: 'yes' | 'no';
  readonly method: string;
  readonly language: string;
};

/** Keeps what the person said. A no ends it in silence: the other body sees nothing, now or later. */
export const answerSide = async (scene: Scene, id: Uuid, input: AnswerInput): Result<{ readonly sideId: Uuid }> => {
  const may = mayAnswer(scene.viewer);
  if (isRefusal(may)) return may;
  const shown = await readSide(scene, id);
  if (shown === null) return refuse('not_found');
  const holds = answerHolds(input.no_explained);
  if (isRefusal(holds)) return holds;
  const { answer, method, language } = input;
  if (!(await writeAnswer(scene.tx, id, { answer, method, language, on: todayOf(scene) })))
    return refuse('asked_no_more');
  scene.emit({
    type: answer === 'yes' ? 'matching.said_yes' : 'matching.said_no',
    subject: { kind: 'match', id },
    ...about(shown.file),
    data: { class: shown.side.otherClass, how: method, language },
  });
  return { sideId: id };
};

/** Keeps what two workers found. *Not the same* parts the records for good, also after a wrong *same*. */
export const judgeSide = async (
  scene: Scene,
  id: Uuid,
  verdict: Verdict,
): Result<{ readonly sideId: Uuid; readonly outcome: string }> => {
  const may = mayAnswer(scene.viewer);
  if (isRefusal(may)) return may;
  const shown = await readSide(scene, id);
  if (shown === null) return refuse('not_found');
  const outcome = await writeVerdict(scene.tx, id, verdict, todayOf(scene));
  if (outcome === null) return refuse('not_open');
  scene.emit({
    type: verdict === 'same' ? 'matching.judged_same' : 'matching.judged_not_same',
    subject: { kind: 'match', id },
    ...about(shown.file),
    audience: [...shown.side.bodies],
    data: { organisations: [...shown.side.bodies] },
  });
  return { sideId: id, outcome };
};
