/** The path of a field from the name of its input: `persons.0.name` → `['persons', 0, 'name']`. */
export const answerPath = (name: string): readonly (string | number)[] =>
  name.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
