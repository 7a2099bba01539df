// Finds the Chromium that the browser journeys drive; as root on Debian it installs it.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Debian's build of the same Chromium without a window of its own: the journeys take little more than half of the time in it. */
const shell = 'chromium-headless-shell';

const names = [shell, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const aptLine = 'apt-get update && apt-get install -y --no-install-recommends chromium';

/** True when the file can be executed. */
const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The answer to --version, or undefined: Ubuntu has a `chromium-browser` that only says to install a snap. */
const versionOf = (path) => {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 ? stdout.trim() : undefined;
};

/** The first working Chromium: the one named by CHROMIUM and no other, else one on PATH or in the usual place of macOS. */
export const findChromium = (environment) => {
  const { CHROMIUM, PATH = '' } = environment;
  const onPath = names.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)));
  const candidates = CHROMIUM ? [CHROMIUM] : [...onPath, ...applications];
  return candidates.find((path) => isProgram(path) && versionOf(path) !== undefined);
};

const aptGet = (...words) =>
  spawnSync('apt-get', words, {
    stdio: 'inherit',
    // A mirror that does not answer is waited for no longer than the installation is worth.
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status;

/** Debian has both packages, others have `chromium` alone. */
const installWithApt = (packages) => {
  console.log(`Installing Chromium for the browser journeys: ${aptLine}`);
  return (
    aptGet('update', '-q') === 0 &&
    packages.some((name) => aptGet('install', '-y', '-q', '--no-install-recommends', name) === 0)
  );
};

const mayInstall = (environment) =>
  !environment.CHROMIUM && process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;

/** What to install: in CI, whose machine is there for the tests alone, the quicker build also beside one that is there. */
const packagesMissing = (environment, found) => {
  if (found === undefined) return [shell, 'chromium'];
  return environment.CI && basename(found) !== shell ? [shell] : [];
};

const sentence = ({ CHROMIUM }) =>
  CHROMIUM
    ? `CHROMIUM names ${CHROMIUM}, which does not run: name a working Chromium or Chrome.`
    : `The browser journeys need Chromium and none was found: install it (as root: ${aptLine}) or set CHROMIUM to its path.`;

/** The path of a working Chromium, installing it where that can be done; otherwise says what to do and gives undefined. */
export const ensureChromium = (environment) => {
  const found = findChromium(environment);
  const packages = packagesMissing(environment, found);
  const isInstalled = packages.length > 0 && mayInstall(environment) && installWithApt(packages);
  const best = isInstalled ? findChromium(environment) : found;
  if (!best) console.error(sentence(environment));
  return best;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = ensureChromium(process.env);
  if (!path) process.exit(1);
  console.log(`${path} (${versionOf(path)})`);
}
