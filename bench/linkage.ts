/**
 * Matching without names: who is found (Q), how persons are counted (C), what a thief of the store and of a list finds (P), and how
 * fast (S). Peers in the same run: plain filters (CLK) with every feature hashed, and a loop that counts all pairs; the tools that
 * cannot be installed here (clkhash, anonlink) stand with their re-measured figures.
 */
import { attackPlain, attackStore } from './linkage/attack.ts';
import { consonantKeyHits } from './linkage/consonants.ts';
import { febrl } from './linkage/data.ts';
import { invented } from './linkage/generator.ts';
import { counting, quality } from './linkage/people.ts';
import { encoding, kernel, oneRecord } from './linkage/speed.ts';
import type { Measured } from './support/report.ts';

const persons = 1000;

/** P1: the control must fall, or the attack says nothing. */
const attacks = (): readonly Measured[] => {
  const [stolen, strangers] = [febrl('4a').slice(0, persons), febrl('4a').slice(persons, 2 * persons)];
  const [cross, others] = invented({ seed: 31, manner: 'cross-script', size: persons, common: 0 });
  const all = <One>(list: readonly One[]): readonly One[] => [...list].reverse();
  const mixed = <One>(list: readonly One[], more: readonly One[]): readonly One[] => [
    ...more.slice(0, persons / 2),
    ...list.slice(0, persons / 2),
  ];
  const share = (name: string, value: number, aim?: Measured['aim']): Measured => ({
    name,
    value,
    unit: 'share',
    ...(aim ? { aim } : {}),
  });
  return [
    share('P1 control: plain filters named, whole list known', attackPlain(stolen, all(stolen)), { least: 0.95 }),
    share('P1 store named, whole list known', attackStore(stolen, all(stolen)), { most: 0.05 }),
    share('P1 store named, half of the list known', attackStore(stolen, mixed(stolen, strangers)), { most: 0.005 }),
    share('P1 the same, few frequent names, whole list', attackStore(cross, all(cross)), { most: 0.05 }),
    share('P1 the same, few frequent names, half the list', attackStore(cross, mixed(cross, others)), { most: 0.005 }),
    share('P1 the same at 20 bits a token, whole list', attackStore(cross, all(cross), 20), { most: 0.05 }),
  ];
};

/** Everything, one part after the other; some two minutes. */
export const measure = async (): Promise<readonly Measured[]> => [
  ...consonantKeyHits(),
  ...quality(),
  ...counting(),
  ...attacks(),
  ...encoding(),
  ...oneRecord(),
  ...kernel(),
];
