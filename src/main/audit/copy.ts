import { closeSync, createReadStream, existsSync, openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { asProgram, type Database } from '../../platform/database/index.ts';
import type { CheckpointRow, EventRow, HeadRow } from './finding.ts';
import { databaseSource, type JournalSource } from './source.ts';

/*
 * A copy of the journal for somebody who shall check it elsewhere: one JSON object in each line, heads and checkpoints first,
 * then the events of one chain after the other. The journal holds codes and random identifiers, no names.
 */

type Line = { readonly head: HeadRow } | { readonly checkpoint: CheckpointRow } | { readonly event: EventRow };

/** Writes a copy into a new file; gives how many events. Throws when the file is there already. */
export const copyJournal = (database: Database, file: string): Promise<number> =>
  asProgram(
    database,
    async (tx) => {
      const source = databaseSource(tx);
      const handle = openSync(file, 'wx', 0o600);
      const write = (line: Line): void => void writeSync(handle, `${JSON.stringify(line)}\n`);
      let events = 0;
      try {
        for (const head of await source.heads()) write({ head });
        for (const checkpoint of await source.checkpoints()) write({ checkpoint });
        for (const chain of await source.chains())
          for await (const event of source.events(chain)) {
            write({ event });
            events += 1;
          }
      } finally {
        closeSync(handle);
      }
      return events;
    },
    { readOnly: true, isolation: 'repeatable read' },
  );

const linesOf = async function* (file: string): AsyncGenerator<Line> {
  for await (const line of createInterface({ input: createReadStream(file) }))
    if (line !== '') yield JSON.parse(line) as Line;
};

/** A copy as a source, read through once for what comes before the events and once for each chain. Null when there is no such file. */
export const copySource = async (file: string): Promise<JournalSource | null> => {
  if (!existsSync(file)) return null;
  const chains = new Set<string>();
  const [heads, checkpoints]: [HeadRow[], CheckpointRow[]] = [[], []];
  for await (const line of linesOf(file)) {
    if ('head' in line) heads.push(line.head);
    else if ('checkpoint' in line) checkpoints.push(line.checkpoint);
    else chains.add(line.event.chain);
  }
  for (const { chain } of heads) chains.add(chain);
  return {
    chains: async () => [...chains].sort(),
    heads: async () => heads,
    checkpoints: async () => checkpoints,
    async *events(chain) {
      for await (const line of linesOf(file)) if ('event' in line && line.event.chain === chain) yield line.event;
    },
  };
};
