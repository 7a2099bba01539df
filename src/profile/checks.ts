import { checkAccommodation } from './checks-accommodation.ts';
import { checkHandover } from './checks-handover.ts';
import { checkHotline } from './checks-hotline.ts';
import { checkBodies } from './checks-bodies.ts';
import { checkBreakGlass } from './checks-break-glass.ts';
import { checkKnowledge } from './checks-knowledge.ts';
import { checkLists } from './checks-lists.ts';
import { checkShortPaths } from './checks-short-paths.ts';
import { checkDataRights } from './checks-rights.ts';
import { checkOnward } from './checks-onward.ts';
import { checkOffences } from './checks-offences.ts';
import { checkProceedings } from './checks-proceedings.ts';
import { checkMessages } from './checks-messages.ts';
import { checkPackets } from './checks-packets.ts';
import { checkMachines } from './checks-steps.ts';
import type { Documents } from './documents.ts';
import type { Finding } from './fault.ts';
import type { JsonPath } from './json-lines.ts';

/** Every reference of a profile that leads nowhere and every promise between its files that does not hold. */
export const checkDocuments = (documents: Documents): readonly Finding[] => [
  ...checkBodies(documents),
  ...checkLists(documents),
  ...checkAccommodation(documents),
  ...checkHandover(documents),
  ...checkHotline(documents),
  ...checkPackets(documents),
  ...checkShortPaths(documents),
  ...checkOnward(documents),
  ...checkMessages(documents),
  ...checkProceedings(documents),
  ...checkMachines(documents),
  ...checkOffences(documents),
  ...checkKnowledge(documents),
  ...checkBreakGlass(documents),
  ...checkDataRights(documents),
  ...checkSources(documents),
];

/** Every `sources` list and `source` code, wherever it stands, names a source of sources.json. */
const checkSources = (documents: Documents): Finding[] => {
  const known = new Set(documents['sources.json'].sources.map((source) => source.id));
  const { machines, codeLists, ...files } = documents;
  const all: [string, unknown][] = [
    ...Object.entries(files),
    ...Object.entries(machines).map(([id, machine]): [string, unknown] => [`steps/${id}.json`, machine]),
    ...Object.entries(codeLists).map(([id, list]): [string, unknown] => [`code-lists/${id}.json`, list]),
  ];
  return all
    .filter(([file]) => file !== 'sources.json')
    .flatMap(([file, value]) => unknownSources(file, [], value, known));
};

const unknownSources = (file: string, path: JsonPath, value: unknown, known: ReadonlySet<string>): Finding[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const step = Array.isArray(value) ? Number(name) : name;
    const at = [...path, step];
    if (name !== 'sources' || !Array.isArray(inner)) return unknownSources(file, at, inner, known);
    return inner.flatMap((source: unknown, position) =>
      known.has(String(source))
        ? []
        : [{ file, path: [...at, position], reason: `no source is called ${String(source)}` }],
    );
  });
};
