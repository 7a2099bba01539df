import {
  type Answer,
  type Answers,
  type Field,
  type Form,
  holds,
  isUntold,
  type Phone,
  type SimpleField,
} from '../../../platform/form/index.ts';
import { type Compartment, compartments } from '../../../profile/index.ts';

/** One question that was asked: where it stands, and what was answered. */
export type Leaf = {
  /** `periods.0.when`: the name of the input, and of the sealed field. */
  readonly path: string;
  /** Ids of the group and of the field, for the texts. */
  readonly ids: readonly string[];
  /** Number of the row in each group around, outermost first, from 0; none outside groups. */
  readonly rows: readonly number[];
  readonly field: SimpleField;
  readonly answer: Answer | undefined;
};

const isAsked = (field: Field, answers: Answers): boolean =>
  field.shownWhen === undefined || holds(field.shownWhen, answers);

/** The groups around a question: `periods.0.`, their ids, their rows, and the answers that stand there. */
type Place = Pick<Leaf, 'path' | 'ids' | 'rows'> & { readonly around: Answers };

const leavesIn = (fields: readonly Field[], answers: Answers, place: Place): readonly Leaf[] => {
  const around = { ...place.around, ...answers };
  return fields
    .filter((field) => isAsked(field, around))
    .flatMap((field) => {
      const path = `${place.path}${field.id}`;
      const ids = [...place.ids, field.id];
      if (field.kind !== 'repeat') return [{ path, ids, rows: place.rows, field, answer: answers[field.id] }];
      return ((answers[field.id] ?? []) as readonly Answers[]).flatMap((row, index) =>
        leavesIn(field.of, row, { path: `${path}.${index}.`, ids, rows: [...place.rows, index], around }),
      );
    });
};

/** Every question of a form that these answers cause to be asked, in order, row by row. */
export const leavesOf = (form: Form<unknown>, values: unknown): readonly Leaf[] =>
  leavesIn(form.fields, values as Answers, { path: '', ids: [], rows: [], around: {} });

const alwaysSealed: readonly string[] = ['text', 'long-text', 'phone', 'email', 'file'];
const datesThatTell: readonly string[] = ['date', 'partial-date'];

/** True for what never stands in clear: any text, number or address, and dates that tell who somebody is. */
export const isSealed = (field: SimpleField): boolean =>
  alwaysSealed.includes(field.kind) || (field.secrecy === 'identity' && datesThatTell.includes(field.kind));

/** The compartment a question belongs to; `open` for codes every recipient sees. A question without one is a fault. */
export const compartmentOf = (field: Field): Compartment | 'open' => {
  if (field.secrecy === 'open') return 'open';
  const known = compartments.find((one) => one === field.secrecy);
  if (!known) throw new Error(`the question "${field.id}" says no compartment`);
  return known;
};

const textsOfAnswer = ({ path, field, answer }: Leaf): readonly (readonly [string, string])[] => {
  if (field.kind === 'phone') {
    const { typed, e164 } = answer as Phone;
    return e164 === null
      ? [[path, typed]]
      : [
          [path, typed],
          [`${path}.e164`, e164],
        ];
  }
  if (typeof answer === 'object') return [[path, JSON.stringify(answer)]];
  return [[path, String(answer)]];
};

/** The texts to seal, by compartment and field name. Unanswered questions and *not told* have none. */
export const textsToSeal = (
  leaves: readonly Leaf[],
): Readonly<Partial<Record<Compartment, Readonly<Record<string, string>>>>> => {
  const texts: Partial<Record<Compartment, Record<string, string>>> = {};
  for (const leaf of leaves) {
    const compartment = compartmentOf(leaf.field);
    if (compartment === 'open' || !isSealed(leaf.field)) continue;
    if (leaf.answer === undefined || isUntold(leaf.answer)) continue;
    texts[compartment] = { ...texts[compartment], ...Object.fromEntries(textsOfAnswer(leaf)) };
  }
  return texts;
};

/** Compartments in which something was answered. */
export const filledCompartments = (leaves: readonly Leaf[]): ReadonlySet<Compartment> =>
  new Set(
    leaves
      .filter(({ answer }) => answer !== undefined && !(Array.isArray(answer) && answer.length === 0))
      .map(({ field }) => compartmentOf(field))
      .filter((one) => one !== 'open'),
  );
