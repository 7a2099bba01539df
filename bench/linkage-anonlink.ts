/**
 * S1 and S3 against the reference itself: the comparison core of anonlink, compiled here, by turns with our kernel over the same filters. Asks for
 * `ANONLINK_CORE=<folder with dice.cpp and libpopcount.h of data61/anonlink>` and g++; every pair must be the same or the measurement fails.
 */
import { likePairs } from '../src/linkage/index.ts';
import { environmentValue } from '../src/platform/config.ts';
import { type AnonlinkCore, anonlinkCore, type Compared } from './linkage/anonlink.ts';
import { kernelContests, type KernelContest } from './linkage/speed.ts';
import { median, type Measured } from './support/report.ts';

const rounds = 9;

const ours = ({ sides, bound }: KernelContest): Compared => {
  const before = process.cpuUsage();
  const found = likePairs(...sides, bound);
  const { user, system } = process.cpuUsage(before);
  const sum = found.reduce((all, { query, candidate }) => (all + query * 65537 + candidate * 257) % 2 ** 32, 0);
  return { time: (user + system) / 1000, found: found.length, sum };
};

const against = async (core: AnonlinkCore, contest: KernelContest): Promise<readonly Measured[]> => {
  const peer = core.hold(...contest.sides, contest.bound);
  const [mine, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const [own, other] = [ours(contest), await peer.compare()];
    if (own.found !== other.found || own.sum !== other.sum)
      throw new Error(`${contest.name}: other pairs than anonlink's`);
    mine.push(own.time);
    theirs.push(other.time);
  }
  peer.end();
  const [{ bytes: one, stride }, { bytes: other }] = contest.sides;
  const pairs = (one.length / stride) * (other.length / stride);
  return [
    {
      ...{ name: `${contest.name}, kernel / anonlink's core, best`, value: Math.min(...theirs) / Math.min(...mine) },
      ...{ unit: 'ratio', aim: { least: contest.aim } },
    },
    { name: `${contest.name}, kernel / anonlink's core, median`, value: median(theirs) / median(mine), unit: 'ratio' },
    { name: `${contest.name}, comparisons by anonlink's core`, value: pairs / Math.min(...theirs) / 1000, unit: 'M/s' },
  ];
};

/** All contests of the kernel, one after the other. */
export const measure = async (): Promise<readonly Measured[]> => {
  const folder = environmentValue('ANONLINK_CORE');
  if (folder === undefined)
    throw new Error('set ANONLINK_CORE to the folder with dice.cpp and libpopcount.h of data61/anonlink');
  const core = anonlinkCore(folder);
  const measured: Measured[] = [];
  for (const contest of kernelContests()) measured.push(...(await against(core, contest)));
  core.close();
  return measured;
};
