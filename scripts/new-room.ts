// npm run new-room -- <name>: begins a room with the files every room has.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { roomFiles } from './room-template.ts';

/** Writes the files of a new room below `root` and gives their paths; throws when the name will not do. */
export const makeRoom = (root: string, room: string): string[] => {
  if (!/^[a-z]{3,20}$/.test(room)) throw new Error(`"${room}" is no room: one English word in small letters`);
  if (existsSync(join(root, 'src/rooms', room))) throw new Error(`there is a room ${room} already`);
  return roomFiles(room).map(({ path, text }) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: 'wx' });
    return path;
  });
};

const nextSteps = (room: string): string => `
What to do next:
 1. Put '${room}' into the list of rooms in test/architecture/places.ts: below the rooms it uses, above those that use it.
 2. Give somebody the permit '${room}.read': src/profile/vocabulary.ts, then roles.json of the profile.
 3. Register overviewScreen where src/main/casework puts the screens together.
 4. Its first table: a migration in database/migrations/, a policy file in database/policies/, then replace store.ts.
 5. Write README.md, translate words/fr and words/de, add its words to docs/words.md.
 6. npm run check
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [room = ''] = process.argv.slice(2);
  try {
    const written = makeRoom(join(import.meta.dirname, '..'), room);
    console.log(`${written.join('\n')}\n${nextSteps(room)}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
