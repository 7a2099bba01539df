import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Filters } from '../../src/linkage/index.ts';

/*
 * The comparison core of anonlink (Apache-2.0), compiled as its own build does from the two files of its repository (data61/anonlink,
 * anonlink/similarities: dice.cpp and libpopcount.h), with a few lines of ours that feed it. None of it is part of the program.
 */

const feeder = `#include "dice.cpp"
#include <cstdio>
#include <iostream>
#include <fstream>
#include <iterator>
#include <string>
static std::vector<char> read(const char *name) {
  std::ifstream in(name, std::ios::binary);
  return std::vector<char>(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}
int main(int, char **args) {
  const std::vector<char> one = read(args[1]), many = read(args[2]);
  const int stride = std::stoi(args[3]), queries = one.size() / stride, n = many.size() / stride;
  const double threshold = std::stod(args[4]);
  std::vector<uint32_t> counts(n);
  std::vector<unsigned int> indices(n);
  std::vector<double> scores(n);
  std::string line;
  while (std::getline(std::cin, line)) {
    const clock_t begun = clock();
    unsigned long found = 0, sum = 0;
    popcount_arrays(counts.data(), many.data(), n, stride);
    for (int at = 0; at < queries; ++at) {
      const int matched = match_one_against_many_dice_k_top(one.data() + (size_t)at * stride, many.data(), counts.data(), n, stride, n,
        threshold, indices.data(), scores.data());
      found += matched;
      for (int of = 0; of < matched; ++of) sum = (sum + at * 65537ul + indices[of] * 257ul) % 4294967296ul;
    }
    std::printf("%f %lu %lu\\n", (clock() - begun) * 1000.0 / CLOCKS_PER_SEC, found, sum);
    std::fflush(stdout);
  }
}
`;

/** One comparison of all pairs: milliseconds of processor time, how many pairs it found, and a sum over them. */
export type Compared = { readonly time: number; readonly found: number; readonly sum: number };

/** The core, compiled; `close` removes what was made. */
export type AnonlinkCore = {
  /** A process that holds two lists and compares them whenever it is asked. */
  readonly hold: (
    one: Filters,
    other: Filters,
    bound: number,
  ) => { readonly compare: () => Promise<Compared>; readonly end: () => void };
  readonly close: () => void;
};

/** Compiles the core of that folder with g++ as anonlink's own build does. Throws when either is not there. */
export const anonlinkCore = (folder: string): AnonlinkCore => {
  const place = mkdtempSync(join(tmpdir(), 'ariane-anonlink-'));
  const [source, program] = [join(place, 'feeder.cpp'), join(place, 'feeder')];
  writeFileSync(source, feeder);
  execFileSync('g++', ['-O3', '-std=c++11', `-I${folder}`, source, '-o', program], {
    stdio: 'inherit',
  });
  return {
    hold: (one, other, bound) => {
      const [left, right] = [join(place, 'one'), join(place, 'other')];
      writeFileSync(left, one.bytes);
      writeFileSync(right, other.bytes);
      const child = spawn(program, [left, right, String(one.stride), String(bound)], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
      const compare = async (): Promise<Compared> => {
        child.stdin.write('go\n');
        const { value } = (await lines.next()) as { value: string };
        const [time = 0, found = 0, sum = 0] = value.split(' ').map(Number);
        return { time, found, sum };
      };
      return { compare, end: () => child.stdin.end() };
    },
    close: () => rmSync(place, { recursive: true, force: true }),
  };
};
