/**
 * The legal clocks of 100,000 cases, counted from their events by the engine and its table of laws, against a plain loop
 * over the same events in which the numbers of Luxembourg are written down: same events, same answers, same run.
 */
import { join } from 'node:path';
import { dayNumber, dayOfNumber, monthsLater } from '../src/platform/clock.ts';
import { projectRoot } from '../src/platform/root.ts';
import { readProfile } from '../src/profile/index.ts';
import { clockBook, type HappenedEvent, recompute } from '../src/rooms/protection/rules/index.ts';
import { median, type Measured } from './support/report.ts';

const cases = 100_000;
const rounds = 9;

type Life = readonly HappenedEvent[];

/** A case of eight events whose days differ from case to case; every third period ends early. */
const lifeOf = (number: number): Life => {
  const first = 19_000 + (number % 1500);
  const event = (position: number, type: HappenedEvent['type'], after: number, reason?: string): HappenedEvent => ({
    ...{ id: `${position}`, type, on: dayOfNumber(first + after) },
    ...(reason === undefined ? {} : { reason }),
  });
  return [
    event(0, 'crime_learnt', 0),
    event(1, 'reported_to_prosecutor', 1),
    event(2, 'indications_found', 3),
    event(3, 'third_country_indications', 3),
    event(4, 'minister_told', 4),
    event(5, 'reflection_granted', 10),
    ...(number % 3 === 0
      ? [event(6, 'reflection_ended_early', 40, 'public_order')]
      : [event(6, 'permit_granted', 40 + (number % 40)), event(7, 'permit_renewed', 200)]),
  ];
};

/** What both must say alike: the last day of the reflection period and of the permit, and the day something ended. */
type Answer = { reflection: number; reflectionEnd: number; permit: number; told: number };

const plain = (life: Life): Answer => {
  const answer: Answer = { reflection: 0, reflectionEnd: 0, permit: 0, told: 0 };
  for (const { type, on, reason } of life) {
    const day = dayNumber(on);
    if (type === 'reflection_granted') answer.reflection = day + 90;
    else if (type === 'permit_granted') {
      answer.permit = monthsLater(day, 6);
      answer.reflectionEnd = day;
    } else if (type === 'permit_renewed') answer.permit = monthsLater(answer.permit >= day ? answer.permit : day, 6);
    else if (type === 'reflection_ended_early' && (reason === 'renewed_contact' || reason === 'public_order'))
      answer.reflectionEnd = day;
    else if (type === 'minister_told') answer.told = day;
  }
  return answer;
};

/** Cases a second of one counting of all lives. */
const speed = (lives: readonly Life[], count: (life: Life) => unknown): number => {
  const began = performance.now();
  let kept = 0;
  for (const life of lives) if (count(life) !== undefined) kept++;
  if (kept !== lives.length) throw new Error('a case was not counted');
  return (kept / (performance.now() - began)) * 1000;
};

/** Both ways in turn, after having shown that they agree on every case. */
export const measure = async (): Promise<readonly Measured[]> => {
  const book = clockBook(readProfile(join(projectRoot, 'profiles/luxembourg')));
  const lives = Array.from({ length: cases }, (_, number) => lifeOf(number));
  const at = (id: string): number => book.ids.indexOf(id);
  const [reflect, permit, told] = [at('CLK-REFLECT'), at('CLK-PERMIT'), at('CLK-MIN-INFO')];
  for (const life of lives) {
    const runs = recompute(book, life);
    const expected = plain(life);
    const found: Answer = {
      reflection: runs[reflect]?.until ?? 0,
      reflectionEnd: runs[reflect]?.ended?.on ?? 0,
      permit: runs[permit]?.until ?? 0,
      told: runs[told]?.ended?.on ?? 0,
    };
    if (JSON.stringify(found) !== JSON.stringify(expected)) throw new Error('engine and plain loop disagree');
  }
  const times = Array.from({ length: rounds }, () => ({
    engine: speed(lives, (life) => recompute(book, life)),
    loop: speed(lives, plain),
  }));
  const engine = median(times.map((one) => one.engine));
  return [
    { name: 'clocks: cases recomputed in a second', value: engine, unit: 'cases/s', aim: { least: 100_000 } },
    { name: 'clocks: plain loop over the same events', value: median(times.map((one) => one.loop)), unit: 'cases/s' },
    {
      name: 'clocks: engine against the plain loop',
      value: median(times.map((one) => one.engine / one.loop)),
      unit: 'times',
    },
  ];
};
