import { type Actor, who } from './actors.ts';
import { linesOf, matrix } from './matrix.ts';
import { callers } from './callers.ts';
import { privileges } from './privileges.ts';

const head = `# Who may do what in the database

Written by \`ARIANE_WRITE=1 node --import ./scripts/typescript.mjs --test test/database/matrix.test.ts\` from \`test/database/matrix.ts\`, which people
review; the same test tries every line as every person and process. Do not edit it here.

A line names a kind of row (or something that is tried on it), then who may: \`ITM\` everybody who works in the name of that
body, \`ITM+permit\` those of them with the permit, \`everyone\` all who are signed in, \`anybody\` also before signing in,
\`@vault\` a process. The last column is what that comes to for one person per role, and for a second one where it matters
(\`/colleague\`, \`/unit\`, \`/machine\`…). What is not listed is forbidden; nobody may truncate.
`;

const persons = (line: string, actors: readonly Actor[]): string => {
  const all = actors.filter(({ bodies }) => bodies.length > 0).length;
  const meant = [...who(line, actors)].filter((name) => !name.startsWith('@'));
  const present = meant.filter((name) => actors.some((actor) => actor.name === name && actor.bodies.length > 0));
  if (present.length === all) return 'all persons';
  return present.length > 12 ? `${present.length} of ${all} persons` : present.join(', ');
};

const section = (name: string, actors: readonly Actor[]): string => {
  const lines = linesOf(name).map(
    ({ verb, name: kind, line }) =>
      `| ${verb} | ${kind} | ${line === '' ? '—' : `\`${line}\``} | ${persons(line, actors)} |`,
  );
  const granted = Object.entries(privileges[name] ?? {}).map(([role, may]) => `\`@${role}\` ${may}`);
  const told = granted.length === 0 ? '' : `\nPrivileges: ${granted.join(' · ')}\n`;
  return `### ${name}\n${matrix[name]?.rule ?? ''}\n\n| | row or attempt | who | persons |\n|---|---|---|---|\n${lines.join('\n')}\n${told}`;
};

/** The matrix as a page for people. */
export const renderMatrix = (actors: readonly Actor[]): string => {
  const called = Object.entries(callers).map(([name, roles]) => `| ${name} | ${roles === '' ? '—' : roles} |`);
  return [
    head,
    ...Object.keys(matrix).map((name) => section(name, actors)),
    `## Functions\n\n| function | called by |\n|---|---|\n${called.join('\n')}\n`,
  ].join('\n');
};
