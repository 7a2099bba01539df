import type { VNode } from 'preact';
import type { AnyContact, PagePart, Statement } from './guidance.ts';
import { Hours } from './hours.tsx';
import type { LeafletKind } from '../facts.ts';
import { copyPath, keptName, keptPath, paperPath } from './assets.ts';
import { hrefOf, pageOf, type Visit } from './visit.ts';
import { Picture } from './pictures.tsx';
import { Apart, Say, textOf } from './say.tsx';

/** What the texts of a page may name: whom to call, the word every title says, and legal values. */
const valuesOf = ({ values }: Statement, { guidance, language }: Visit): Record<string, VNode> => ({
  support: <Apart>{guidance.support.name}</Apart>,
  emergency: <Apart>{guidance.emergency.shown}</Apart>,
  title: <bdi>{language.say('page.title').text}</bdi>,
  link: <Say of="contact.link" language={language} />,
  ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, <bdi>{value}</bdi>])),
});

const nothing: Statement = { says: '', values: {}, heldBackBecause: [] };

/** A text of a page by its name in the profile, with what it names set into it. */
export const Told = ({ of, visit, by = nothing }: { of: string; visit: Visit; by?: Statement }): VNode => (
  <Say of={textOf(of)} language={visit.language} values={valuesOf(by, visit)} />
);

type PartProps = { readonly part: PagePart; readonly visit: Visit };

const Point = ({ statement, visit }: { statement: Statement; visit: Visit }): VNode => (
  <li {...(statement.withScript ? { id: 'hint', hidden: true } : {})}>
    <Told of={statement.says} visit={visit} by={statement} />
  </li>
);

const points = ({ part, visit }: PartProps): VNode[] =>
  part.items.map((statement) => <Point statement={statement} visit={visit} />);

const Points = (props: PartProps): VNode => <ul class="points">{points(props)}</ul>;
const Steps = (props: PartProps): VNode => <ol class="points">{points(props)}</ol>;

const Notes = ({ part, visit }: PartProps): VNode => (
  <>
    {part.items.map((statement) => (
      <p class="soft note">
        <Told of={statement.says} visit={visit} by={statement} />
      </p>
    ))}
  </>
);

/** Ticks stand in no form: there is nothing that could be sent, and a browser is told not to remember them. */
const Signs = ({ part, visit }: PartProps): VNode => (
  <details class="signs">
    <summary>
      <Picture of={part.picture} />
      {part.title !== undefined && <Told of={part.title} visit={visit} />}
      <i />
    </summary>
    {part.items.map((statement) => (
      <label>
        <input type="checkbox" autocomplete="off" />
        <span>
          <Told of={statement.says} visit={visit} by={statement} />
        </span>
      </label>
    ))}
  </details>
);

/** Loading the page again removes the ticks, with and without script. */
const Clear = ({ part, visit }: PartProps): VNode => (
  <p class="clear">
    <a href={`/${visit.language.code}${visit.here ?? ''}`}>
      <Told of={part.items[0]?.says ?? ''} visit={visit} />
    </a>
  </p>
);

const Right = ({ right, visit }: { right: Statement; visit: Visit }): VNode => (
  <li>
    <Picture of={right.picture} />
    <div>
      <b>
        <Told of={`${right.says}.name`} visit={visit} by={right} />
      </b>
      <span>
        <Told of={`${right.says}.text`} visit={visit} by={right} />
      </span>
    </div>
  </li>
);

const Rights = ({ part, visit }: PartProps): VNode => (
  <div class="rights">
    <ul>
      {part.items.map((right) => (
        <Right right={right} visit={visit} />
      ))}
    </ul>
  </div>
);

type Listed = { readonly contact: AnyContact; readonly statement: Statement };

const contactsIn = ({ part, visit }: PartProps): Listed[] =>
  part.items.flatMap((statement) =>
    visit.guidance.contacts
      .filter(({ id }) => `contact.${id}` === statement.says)
      .map((contact) => ({ contact, statement })),
  );

/** Numbers that answer at the same hours say them once, after the last. */
const Contacts = ({ part, visit }: PartProps): VNode => {
  const listed = contactsIn({ part, visit });
  const sameFollows = (place: number): boolean => {
    const [one, next] = [listed[place], listed[place + 1]];
    return next !== undefined && JSON.stringify(one?.contact.hours) === JSON.stringify(next.contact.hours);
  };
  return (
    <ul class="contacts">
      {listed.map(({ contact, statement }, place) => (
        <li>
          <Told of={statement.says} visit={visit} by={statement} />
          <a class="number" href={'dial' in contact ? `tel:${contact.dial}` : `mailto:${contact.mail}`}>
            <Picture of={'dial' in contact ? 'phone' : 'letter'} />
            <Apart>{contact.shown}</Apart>
          </a>
          {!sameFollows(place) && <Hours contact={contact} language={visit.language} />}
        </li>
      ))}
    </ul>
  );
};

const Ways = ({ part, visit }: PartProps): VNode => (
  <div class="ways">
    {part.items.map(({ says, leadsTo = '' }, place) => (
      <a class={place === 0 ? 'dial' : 'other'} href={hrefOf(visit, pageOf(visit, leadsTo))}>
        <Told of={says} visit={visit} />
      </a>
    ))}
  </div>
);

/** One file with what one may need without the internet; nothing is installed, and nothing asks for it again. */
const KeptFile = ({ part, visit }: PartProps): VNode => (
  <div class="ways">
    <a class="dial" href={`/${visit.language.code}${keptPath}`} download={keptName}>
      <Told of={part.items[0]?.says ?? ''} visit={visit} />
    </a>
  </div>
);

/** The way to a copy in the browser, and what it is: there one presses for it. */
const KeptCopy = ({ part: { items }, visit }: PartProps): VNode => (
  <div class="ways">
    <a class="other" href={`/${visit.language.code}${copyPath}`}>
      <Told of={items[0]?.says ?? ''} visit={visit} />
    </a>
    <p>
      <Told of={items[1]?.says ?? ''} visit={visit} />
    </p>
  </div>
);

/** By which words the papers are called; the same papers that staff prints. */
const paperKinds: Readonly<Record<string, LeafletKind>> = {
  'rights.page': 'rights',
  'keep.cards': 'cards',
  'keep.poster': 'poster',
  'professionals.title': 'professionals',
  'keep.pictures': 'pictures',
};

const paperOf = ({ says }: Statement): LeafletKind => {
  const kind = paperKinds[says];
  if (kind === undefined) throw new Error(`no paper is called "${says}"`);
  return kind;
};

/** Papers to print, each a file of its own: saved, never shown here, for a paper has no exit. */
const Papers = ({ part, visit }: PartProps): VNode => (
  <div class="ways">
    <p>
      <Told of="keep.papers.text" visit={visit} />
    </p>
    {part.items.map((statement) => (
      <a class="other" href={`/${visit.language.code}${paperPath(paperOf(statement))}`} download={keptName}>
        <Told of={statement.says} visit={visit} />
      </a>
    ))}
  </div>
);

const drawn = {
  points: Points,
  steps: Steps,
  signs: Signs,
  rights: Rights,
  contacts: Contacts,
  ways: Ways,
  notes: Notes,
  clear: Clear,
  file: KeptFile,
  copy: KeptCopy,
  papers: Papers,
} as const;

/** A part of a page: its heading with its picture, and what stands under it. */
export const Part = ({ part, visit }: PartProps): VNode => {
  const Body = drawn[part.kind];
  if (part.title === undefined || part.kind === 'signs') return <Body part={part} visit={visit} />;
  return (
    <section class="part">
      <h2>
        <Picture of={part.picture} />
        <span>
          <Told of={part.title} visit={visit} />
        </span>
      </h2>
      <Body part={part} visit={visit} />
    </section>
  );
};
