import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../platform/root.ts';
import { leafletKinds, type LeafletKind } from '../facts.ts';

const folder = join(projectRoot, 'src', 'rooms', 'portal', 'public');

/** The style sheet without its spaces and comments. It stands inside the page, so it may hold nothing that HTML would escape. */
const readSheet = (name: string): string => {
  const sheet = readFileSync(join(folder, name), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/:\s+/g, ':')
    .replace(/="(\w+)"/g, '=$1')
    .replace(/;}/g, '}')
    .trim();
  if (/["'<&]/.test(sheet)) throw new Error(`${name}: quotes, ampersands and angle brackets do not belong in it`);
  return sheet;
};

/** A script without its comments and indentation. */
const readScript = (name: string): string =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'))
    .join('\n');

/** The only files a public page needs beside itself: one script that it can do without, one icon that says nothing. */
export const sheet: string = readSheet('sheet.css');
/** What a person's own pages need beside it: fields, buttons, messages. */
export const ownSheet: string = readSheet('own/own.css');
export const script: string = readScript('leave.js');
/** What a browser with script does in place of waiting, before a message goes. */
export const workScript: string = readScript('work.js');
/** What keeps a copy in the browser, and what answers for it while there is no network: neither is sent before somebody asks for the copy. */
export const keepScript: string = readScript('keep.js');
export const workerScript: string = readScript('worker.js');
/** The shape under which a kept copy stands among the programs of a telephone; it says as little as the icon. */
export const shape: string = readFileSync(join(folder, 'shape.svg'), 'utf8').trim();
export const icon: Buffer = readFileSync(join(folder, 'icon.png'));
export const scriptPath = '/page.js';
export const workPath = '/work.js';
export const iconPath = '/favicon.ico';
/** Where the exit link leads: our server clears what it can, then sends the browser on to the neutral site. */
export const leavePath = '/exit';
/** Where a person with a number goes on, behind the language. Says nothing of what is there. */
export const ownPath = '/n';
/** Where the file to keep is, behind the language, and how it is called on the telephone: neither says what is in it. */
export const keptPath = '/14/f';
/** Papers to print, each a file that is saved: behind the page that leads to them, by their place in the list. */
export const paperPath = (kind: LeafletKind): string => `/14/${leafletKinds.indexOf(kind) + 1}`;
export const keptName = 'information.html';
/** Where one writes without a name. */
export const messagesPath = '/m';
/** Where the copy is that a browser can keep, behind the language; the worker answers for nothing but what is beneath the folder. */
export const copyPath = '/14/c';
export const copyFolder = '/14/';
export const keepPath = '/keep.js';
export const workerPath = '/worker.js';
export const shapePath = '/shape.svg';
/** What the telephone is told of the copy: a name that says nothing. Outside the pages, for it is read by no one and not counted. */
export const manifestPath = (language: string): string => `/copy-${language}.json`;
