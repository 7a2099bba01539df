/**
 * Looking for a bed and the board with 500 houses and 5,000 stays: the questions of the room under row security as a worker of
 * the service against the same as a role that no policy stops, and the page of the board over HTTP with its bytes on the wire.
 */
import { request } from 'node:http';
import { systemClock } from '../src/platform/clock.ts';
import { openDatabase } from '../src/platform/database/index.ts';
import { valueOf } from '../src/platform/outcome.ts';
import { readBoard, readNight, readSearch } from '../src/rooms/accommodation/actions/index.ts';
import { askerOf, compare, type Question } from './support/askers.ts';
import { fillBeds } from './support/bedload.ts';
import { fillCaseload } from './support/caseload.ts';
import { startCasework } from './support/casework-process.ts';
import { median, type Measured } from './support/report.ts';
import { type Scratch, scratch, type SignedIn } from './support/scratch.ts';

const size = { houses: 500, stays: 5_000 };
const reports = 3_500;
const port = 18_283;
const visits = 31;
/** What a page of beds may take: a click feels immediate, and 100 kB are a second at 1 Mbit/s (staff pages are sent uncompressed). */
const limits = { milliseconds: 200, bytes: 100_000 };

const questionsAbout = (placementId: string): Readonly<Record<string, Question>> => ({
  'search for a bed': async (scene) => {
    const { match } = valueOf(await readSearch(scene, placementId, { from: null, nights: null }));
    return [match.suitable.map(({ bed }) => bed.bedId), match.refused.length];
  },
  'board, first page': async (scene) =>
    valueOf(await readBoard(scene, { from: null, page: 1, filter: { area: null, kind: null } })).houses,
  tonight: async (scene) => valueOf(await readNight(scene, null)).houses,
});

type Page = { readonly milliseconds: number; readonly bytes: number };

/** Asks for a page as a browser does, on a connection of its own; bytes are those of the body on the wire. */
const visit = (path: string, { token }: SignedIn): Promise<Page> =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    const headers = { host: 'work.example.lu', 'x-forwarded-proto': 'https', cookie: `__Host-session=${token}` };
    const sent = request({ port, host: '127.0.0.1', path, headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${path} was answered ${answer.statusCode}`));
      let bytes = 0;
      answer.on('data', (part: Buffer) => (bytes += part.length));
      answer.once('end', () => {
        resolve({ milliseconds: performance.now() - began, bytes });
      });
    });
    sent.once('error', reject);
    sent.end();
  });

const pagesOf = async (place: Scratch, worker: SignedIn, placementId: string): Promise<readonly Measured[]> => {
  const site = await startCasework(place, { port, beforehand: false, pages: true });
  const measured: Measured[] = [];
  const paths = { board: '/beds', search: `/placements/${placementId}/search`, tonight: '/beds/tonight' };
  for (const [name, path] of Object.entries(paths)) {
    const pages: Page[] = [];
    for (let round = 0; round < visits + 5; round++) pages.push(await visit(path, worker));
    const counted = pages.slice(5);
    measured.push(
      {
        ...{
          name: `page ${name}, over HTTP`,
          value: median(counted.map(({ milliseconds }) => milliseconds)),
          unit: 'ms',
        },
        aim: { most: limits.milliseconds },
      },
      { name: `page ${name}, on the wire`, value: counted[0]?.bytes ?? 0, unit: 'bytes', aim: { most: limits.bytes } },
    );
  }
  await site.close();
  return measured;
};

const measureOn = async (place: Scratch): Promise<readonly Measured[]> => {
  const worker = await place.signIn('savteh_worker', 'INFOTRAITE');
  const police = await place.signIn('judicial_police_officer', 'SPJ');
  await fillCaseload(place, { officers: [police.viewer.staffId], reports });
  const placementId = await fillBeds(place, { ...size, today: systemClock.today(place.profile.timeZone) });
  const [casework, administrator] = [openDatabase(place.addressFor('casework')), openDatabase(place.administratorUrl)];
  const askers = {
    own: askerOf(casework, place, worker.viewer),
    free: askerOf(administrator, place, worker.viewer),
  };
  const measured: Measured[] = [
    { name: 'houses', value: size.houses, unit: 'houses' },
    { name: 'stays', value: size.stays, unit: 'stays' },
  ];
  for (const [name, question] of Object.entries(questionsAbout(placementId)))
    measured.push(...(await compare(askers, name, question)));
  await Promise.all([casework.destroy(), administrator.destroy()]);
  return [...measured, ...(await pagesOf(place, worker, placementId))];
};

/** Measures the search for a bed, the board and tonight. */
export const measure = async (): Promise<readonly Measured[]> => {
  const place = await scratch();
  try {
    return await measureOn(place);
  } finally {
    await place.close();
  }
};
