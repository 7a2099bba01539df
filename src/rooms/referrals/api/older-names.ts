type Json = Readonly<Record<string, unknown>>;

/** Where an answer that stood alone stands since form 4: in which group, as which of its questions. */
type Moved = Readonly<Record<string, readonly [group: string, question: string]>>;

const ofPerson: Moved = {
  second_citizenship: ['other_citizenships', 'other_citizenship'],
  second_language: ['other_languages', 'other_language'],
};
const ofPeriod: Moved = {
  exploiter_number: ['period_exploiters', 'exploiter_number'],
  second_exploiter_number: ['period_exploiters', 'exploiter_number'],
};
const ofExploiter: Moved = { exploiter_second_language: ['exploiter_other_languages', 'exploiter_other_language'] };

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const each = (value: unknown, change: (one: unknown) => unknown): unknown =>
  Array.isArray(value) ? value.map(change) : value;

/** An answer under its old name becomes a row of its group. Who sends the group as well means the group: then nothing is moved. */
const moved =
  (names: Moved) =>
  (value: unknown): unknown => {
    if (!isJson(value)) return value;
    const olds = Object.keys(names).filter(
      (old) => Object.hasOwn(value, old) && !Object.hasOwn(value, names[old]?.[0] ?? ''),
    );
    if (olds.length === 0) return value;
    const groups = new Map<string, Json[]>();
    for (const old of olds) {
      const [group, question] = names[old] ?? [old, old];
      groups.set(group, [...(groups.get(group) ?? []), { [question]: value[old] }]);
    }
    const others = Object.entries(value).filter(([name]) => !olds.includes(name));
    return Object.fromEntries([...others, ...groups]);
  };

const within = (value: unknown, group: string, names: Moved): unknown =>
  isJson(value) && Object.hasOwn(value, group) ? { ...value, [group]: each(value[group], moved(names)) } : value;

/**
 * A body of another system with the names of form 3 (a first and a second, where form 4 asks for as many as there are), as form 4
 * wants it: nobody's system has to change on our day. What is no such body stays as it is, for the schema to judge.
 */
export const withTodaysNames = (body: unknown): unknown =>
  isJson(body) && Object.hasOwn(body, 'persons')
    ? {
        ...body,
        ...(Object.hasOwn(body, 'report') ? { report: within(body['report'], 'exploiters', ofExploiter) } : {}),
        persons: each(body['persons'], (person) => within(moved(ofPerson)(person), 'periods', ofPeriod)),
      }
    : body;
