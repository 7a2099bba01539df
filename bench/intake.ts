/** Reports of four persons over HTTP with eight clients against bare inserts of the same rows on the same database. */
import { fork } from 'node:child_process';
import { bareClient, captureRows, countRows } from './support/bare-inserts.ts';
import { bundled } from './support/bundle.ts';
import { startCasework } from './support/casework-process.ts';
import { perSecond, sendingTo, timesOf, type Work } from './support/intake-load.ts';
import type { Spans, SpansAsked } from './support/intake-spans.ts';
import { median, type Measured } from './support/report.ts';
import { type Scratch, scratch } from './support/scratch.ts';

const clients = 8;
const rounds = 5;
const seconds = 4;
const runs = 120;
const ports = { whole: 18_281, beforehand: 18_282 };

const times = <T>(make: () => Promise<T>): Promise<readonly T[]> => Promise.all(Array.from({ length: clients }, make));

type Contest = {
  readonly whole: readonly Work[];
  readonly beforehand: readonly Work[];
  readonly together: readonly Work[];
  readonly each: readonly Work[];
};
type Rates = Readonly<Record<keyof Contest, number>>;

/** All contestants in turn, again and again, so that what else the machine does falls on all alike. */
const compete = async (contest: Contest): Promise<readonly Rates[]> => {
  const names = Object.keys(contest) as (keyof Contest)[];
  for (const name of names) await perSecond(contest[name], 2);
  const rates: Rates[] = [];
  for (let round = 0; round < rounds; round++) {
    const found: Partial<Record<keyof Contest, number>> = {};
    for (const name of names) found[name] = await perSecond(contest[name], seconds);
    rates.push(found as Rates);
  }
  return rates;
};

const ratesOf = (rates: readonly Rates[]): readonly Measured[] => {
  const rate = (name: string, contestant: keyof Contest): Measured => ({
    ...{ name, unit: 'reports/s', value: median(rates.map((one) => one[contestant])) },
  });
  const ratio = (name: string, [ours, peer]: [keyof Contest, keyof Contest], least?: number): Measured => ({
    ...{ name, unit: 'ratio', value: median(rates.map((one) => one[ours] / one[peer])) },
    ...(least === undefined ? {} : { aim: { least } }),
  });
  return [
    rate('over HTTP, sealing included', 'whole'),
    rate('over HTTP, ciphertext made beforehand', 'beforehand'),
    rate('bare inserts, one statement per table', 'together'),
    rate('bare inserts, one statement per row', 'each'),
    ratio('with sealing / bare, one statement per table', ['whole', 'together'], 0.2),
    ratio('made beforehand / bare, one statement per table', ['beforehand', 'together'], 0.5),
    ratio('with sealing / bare, one statement per row', ['whole', 'each']),
    ratio('made beforehand / bare, one statement per row', ['beforehand', 'each']),
  ];
};

type Latencies = { readonly whole: number; readonly beforehand: number };

/** What one report costs one lonely client, in milliseconds, and which part takes which share of it. */
const sharesOf = (latency: Latencies, own: Spans): readonly Measured[] => {
  const sealing = latency.whole - latency.beforehand;
  const known = own.validation + sealing + own.rows + own.journal + own.waking + own.context + own.commit + own.looking;
  const share = (name: string, value: number): Measured => ({ name: `  ${name}`, value, unit: 'ms' });
  return [
    { name: 'one report, one client, over HTTP', value: latency.whole, unit: 'ms' },
    share('HTTP: token, schema, key, JSON', latency.whole - own.whole),
    share('validation of the answers', own.validation),
    share('sealing', sealing),
    share('plan, rows, the record in words', own.whole - known),
    share('viewer context', own.context),
    share('rows', own.rows),
    share('journal', own.journal),
    share('waking jobs', own.waking),
    share('looking up keys and earlier sendings', own.looking),
    share('commit', own.commit),
  ];
};

/** The statements of one report, timed in a process of its own that runs the bundle. */
const spansOf = async (asked: SpansAsked): Promise<Spans> => {
  const child = fork(await bundled('bench/support/intake-spans.ts', 'spans'), [JSON.stringify(asked)]);
  return new Promise((found, failed) => {
    child.once('message', (message) => found(message as Spans));
    child.once('exit', (code) => failed(new Error(`the timing ended (${code})`)));
  });
};

const lonely = async ([work]: readonly Work[]): Promise<number> =>
  work === undefined ? Number.NaN : median(await timesOf(work, runs));

const shares = async (place: Scratch, contest: Contest): Promise<readonly Measured[]> => {
  const { viewer } = await place.signIn('labour_inspector', 'ITM');
  const latency = { whole: await lonely(contest.whole), beforehand: await lonely(contest.beforehand) };
  return sharesOf(latency, await spansOf({ viewer, runs, casework: place.addressFor('casework') }));
};

const contestOf = async (place: Scratch, captured: Parameters<typeof bareClient>[1], token: string) => {
  const together = await times(() => bareClient(place, captured, 'together'));
  const each = await times(() => bareClient(place, captured, 'each'));
  const contest: Contest = {
    whole: await times(async () => sendingTo(ports.whole, token)),
    beforehand: await times(async () => sendingTo(ports.beforehand, token)),
    together: together.map(({ work }) => work),
    each: each.map(({ work }) => work),
  };
  const close = (): Promise<unknown> => Promise.all([...together, ...each].map((one) => one.close()));
  return { contest, close };
};

const measureOn = async (place: Scratch): Promise<readonly Measured[]> => {
  const { token } = await place.signIn('labour_inspector', 'ITM', 'api');
  const whole = await startCasework(place, { port: ports.whole, beforehand: false });
  const beforehand = await startCasework(place, { port: ports.beforehand, beforehand: true });
  try {
    await sendingTo(ports.whole, token)();
    const captured = await captureRows(place.administrator);
    const { contest, close } = await contestOf(place, captured, token);
    const measured = [...ratesOf(await compete(contest)), ...(await shares(place, contest))];
    await close();
    return [{ name: 'rows of one report of four persons', value: countRows(captured), unit: 'rows' }, ...measured];
  } finally {
    await Promise.all([whole.close(), beforehand.close()]);
  }
};

/** Measures intake. */
export const measure = async (): Promise<readonly Measured[]> => {
  const place = await scratch();
  try {
    return await measureOn(place);
  } finally {
    await place.close();
  }
};
