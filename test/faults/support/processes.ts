import { readdirSync, readFileSync } from 'node:fs';

/** A process of a running system. */
export type Running = { readonly pid: number; readonly name: ProcessName };
export type ProcessName = 'casework' | 'worker' | 'vault' | 'postmaster' | 'backend';

type Seen = { readonly pid: number; readonly parent: number; readonly command: string };

const seen = (pid: string): Seen[] => {
  try {
    const parent = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[1];
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return [{ pid: Number(pid), parent: Number(parent), command }];
  } catch {
    // It ended while we looked.
    return [];
  }
};

const everyProcess = (): readonly Seen[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(seen);

const nameOf = ({ command }: Seen): ProcessName | null => {
  const own = /\/(casework|worker|vault)\.js/.exec(command)?.[1];
  if (own) return own as ProcessName;
  if (/\bpostgres -D /.test(command)) return 'postmaster';
  return /^postgres: .*_(casework|worker|vault) /.test(command) ? 'backend' : null;
};

/** The processes under a supervisor and under its database server, by name. Linux only. */
export const processesOf = (supervisor: number): readonly Running[] => {
  const all = everyProcess();
  const under = (parent: number): readonly Seen[] => all.filter((one) => one.parent === parent);
  const children = under(supervisor);
  return [...children, ...children.flatMap((child) => under(child.pid))].flatMap((one) => {
    const name = nameOf(one);
    return name === null ? [] : [{ pid: one.pid, name }];
  });
};
