/**
 * The queue of the police, the worklist of cases and the searches with 200,000 persons: the questions of the stores under
 * row security as a signed officer, against the same questions as a role that no policy stops, in the same run.
 */
import { openDatabase } from '../src/platform/database/index.ts';
import { valueOf } from '../src/platform/outcome.ts';
import type { Viewer } from '../src/platform/viewer.ts';
import { searchCases } from '../src/rooms/cases/actions/index.ts';
import { readWorklist } from '../src/rooms/cases/actions/read.ts';
import { countWorklist, listWorklist } from '../src/rooms/cases/store/worklist.ts';
import { sealLabel } from '../src/rooms/referrals/actions/drafts/content.ts';
import { linesOf, readQueue, searchReports } from '../src/rooms/referrals/actions/triage/queue.ts';
import { countWork, listQueue } from '../src/rooms/referrals/store/triage/queue.ts';
import { type Asker, askerOf, compare, type Question } from './support/askers.ts';
import { fillCaseload } from './support/caseload.ts';
import type { Measured } from './support/report.ts';
import { type Scratch, scratch } from './support/scratch.ts';

const reports = 50_000;
const officers = 20;
const label = 'Chantier Nord';

const queue = { state: 'open', page: 1, size: 25 };
const worklist = { owner: null, status: null, flag: null, closed: false, sort: '-opened', page: 1, size: 25 } as const;

type Sought = { readonly report: string; readonly file: string };

const idsOf = (lines: readonly { readonly id: string }[]): readonly string[] => [...new Set(lines.map(({ id }) => id))];

const questionsAbout = ({ report, file }: Sought): Readonly<Record<string, Question>> => ({
  'queue: rows': async (scene) => idsOf(await linesOf(scene, await listQueue(scene.tx, queue))),
  'queue: counters': async ({ tx, viewer }) => (await countWork(tx, viewer.staffId)).counts,
  'queue: whole page': async (scene) => (await readQueue(scene, queue)).counts,
  'worklist: rows': async (scene) => idsOf(await listWorklist(scene, worklist)),
  'worklist: counters': ({ tx, viewer }) => countWorklist(tx, viewer.staffId),
  'worklist: whole page': async (scene) => (await readWorklist(scene, worklist)).counts,
  'search of reports: reference': async (scene) => idsOf(valueOf(await searchReports(scene, report)).lines),
  'search of reports: own label': async (scene) => idsOf(valueOf(await searchReports(scene, label)).lines),
  'search of cases: reference': async (scene) => idsOf(valueOf(await searchCases(scene, file)).found),
  'search of cases: own label': async (scene) => idsOf(valueOf(await searchCases(scene, label)).found),
  'search of cases: code of the report': async (scene) => idsOf(valueOf(await searchCases(scene, report)).found),
});

/** Gives one report of the police and the case of one of its persons a word of its own, and tells how they are called. */
const prepareSearch = async ({ administrator }: Scratch, ask: Asker, viewer: Viewer): Promise<Sought> => {
  const sealed = (await ask(async (scene) => sealLabel(scene, label))).value as ReturnType<typeof sealLabel>;
  const found = await administrator.query<Sought & { id: string; fileId: string }>(
    `select ref.report_id as id, ref.code as report, own.code as file, own.case_id as "fileId"
     from cases.case_reference own join cases.case_file c on c.id = own.case_id
       join referrals.report_reference ref on ref.report_id = c.report_id and ref.organisation_id = own.organisation_id
     where own.organisation_id = $1 and own.own_label_token is not null order by own.code limit 1 offset 2000`,
    [viewer.organisationId],
  );
  const [sought] = found.rows;
  if (!sought) throw new Error('the caseload has no case with a label');
  await administrator.query(
    'update referrals.report_reference set own_label = $3, own_label_token = $4 where report_id = $1 and organisation_id = $2',
    [sought.id, viewer.organisationId, sealed?.sealed, sealed?.token],
  );
  await administrator.query(
    'update cases.case_reference set own_label = $3, own_label_token = $4 where case_id = $1 and organisation_id = $2',
    [sought.fileId, viewer.organisationId, sealed?.sealed, sealed?.token],
  );
  return sought;
};

const measureOn = async (place: Scratch): Promise<readonly Measured[]> => {
  const signed: Viewer[] = [];
  for (let each = 0; each < officers; each++)
    signed.push((await place.signIn('judicial_police_officer', 'SPJ')).viewer);
  const [viewer] = signed;
  if (!viewer) throw new Error('nobody is signed in');
  const persons = await fillCaseload(place, { officers: signed.map(({ staffId }) => staffId), reports });
  const [casework, administrator] = [openDatabase(place.addressFor('casework')), openDatabase(place.administratorUrl)];
  const askers = { own: askerOf(casework, place, viewer), free: askerOf(administrator, place, viewer) };
  const questions = questionsAbout(await prepareSearch(place, askers.own, viewer));
  const measured: Measured[] = [{ name: 'persons, each with a case', value: persons, unit: 'persons' }];
  for (const [name, question] of Object.entries(questions)) measured.push(...(await compare(askers, name, question)));
  await Promise.all([casework.destroy(), administrator.destroy()]);
  return measured;
};

/** Measures queue, worklist and search. */
export const measure = async (): Promise<readonly Measured[]> => {
  const place = await scratch();
  try {
    return await measureOn(place);
  } finally {
    await place.close();
  }
};
