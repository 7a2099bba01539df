import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { houseOf, readTree, report } from './architecture/engine.ts';
import { banFaults, bansAllowed } from './architecture/faults/bans.ts';
import { importFaults, importsAllowed } from './architecture/faults/imports.ts';
import { limitFaults, limitsAllowed } from './architecture/faults/limits.ts';
import { partFaults, partsAllowed } from './architecture/faults/parts.ts';
import { cleanHouse, type Overlay, type Planted } from './architecture/faults/planted.ts';
import { sqlAllowed, sqlFaults } from './architecture/faults/sql.ts';
import { roomsInOrder } from './architecture/places.ts';
import { rules } from './architecture/rules.ts';

const root = join(import.meta.dirname, '..');

const planted = [...importFaults, ...partFaults, ...sqlFaults, ...banFaults, ...limitFaults];

const allowed = [...importsAllowed, ...partsAllowed, ...sqlAllowed, ...bansAllowed, ...limitsAllowed];

const houseWith = (overlay: Overlay) => {
  const files = Object.entries({ ...cleanHouse, ...overlay });
  return houseOf(new Map(files.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const]))));
};

const findingsIn = (overlay: Overlay): string[] => {
  const house = houseWith(overlay);
  return rules.flatMap((rule) => rule.check(house).map(({ path, line }) => `${rule.name} ${path}:${line}`));
};

const ruleNamed = (name: string) => {
  const rule = rules.find((each) => each.name === name);
  assert.ok(rule, `there is no rule ${name}`);
  return rule;
};

describe('the house', () => {
  const house = houseOf(readTree(root, ['src', 'test', 'bench', 'scripts']));
  for (const rule of rules) {
    test(rule.name, () => {
      const findings = rule.check(house);
      assert.ok(findings.length === 0, `\n${report(rule, findings)}\n`);
    });
  }

  test('the program is there to be checked', () => {
    assert.ok(house.sources.length > 20, 'the rules saw next to no files: look at readTree');
    assert.equal(new Set(roomsInOrder).size, roomsInOrder.length);
  });
});

describe('planted faults', () => {
  test('the clean house has none', () => assert.deepEqual(findingsIn({}), []));

  for (const { rule, what, at, files } of planted) {
    test(`${rule} finds ${what}`, () => {
      const found = ruleNamed(rule).check(houseWith(files));
      assert.deepEqual([...new Set(found.map(({ path, line }) => `${path}:${line}`))], [at]);
      assert.ok(
        found.every(({ advice }) => advice.length > 30),
        'the message is too short to be an advice',
      );
    });
  }

  for (const { what, files } of allowed) {
    test(`allowed: ${what}`, () => assert.deepEqual(findingsIn(files), []));
  }

  test('every rule has a planted fault', () => {
    const proven = new Set(planted.map((fault: Planted) => fault.rule));
    assert.deepEqual(
      rules.map(({ name }) => name).filter((name) => !proven.has(name)),
      [],
    );
  });
});
