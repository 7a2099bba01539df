/** One measured ratio with the limit or aim it is held against. */
export type Measured = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Reached when the value is at least (`least`) or at most (`most`) this. */
  readonly aim?: { readonly least?: number; readonly most?: number };
};

/** What one measurement gives. */
export type Measurement = { readonly bench: string; readonly machine: string; readonly measured: readonly Measured[] };

/** True when the aim is met, null when there is none. */
export const meetsAim = ({ value, aim }: Measured): boolean | null => {
  if (!aim) return null;
  return (aim.least === undefined || value >= aim.least) && (aim.most === undefined || value <= aim.most);
};

const rounded = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(3));

const aimText = ({ aim }: Measured): string => {
  if (!aim) return '';
  return aim.least === undefined ? `aim ≤ ${aim.most}` : `aim ≥ ${aim.least}`;
};

const line = (one: Measured): string => {
  const met = meetsAim(one);
  const verdict = met === null ? '' : met ? 'met' : 'NOT met';
  return `  ${one.name.padEnd(52)} ${rounded(one.value).padStart(10)} ${one.unit.padEnd(12)} ${aimText(one)} ${verdict}`.trimEnd();
};

/** The measurement as lines for people. */
export const spoken = (measurement: Measurement): string =>
  [`${measurement.bench} · ${measurement.machine}`, ...measurement.measured.map(line), ''].join('\n');

/** The middle of several values. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};
