import type { ComponentChildren, VNode } from 'preact';
import { Calls, Calm } from './calls.tsx';
import type { Statement } from './guidance.ts';
import type { Language, TextKey } from './languages.ts';
import { Picture } from './pictures.tsx';
import { Apart, Say, textOf } from './say.tsx';
import { publicDocument } from './shell.tsx';
import type { Visit } from './visit.ts';

const supportName = ({ guidance }: Visit): { support: VNode } => ({ support: <Apart>{guidance.support.name}</Apart> });

const Welcome = ({ visit }: { visit: Visit }): VNode => (
  <>
    <h1>
      <Say of="welcome.title" language={visit.language} />
    </h1>
    <p class="lead">
      <Say of="welcome.lead" language={visit.language} />
    </p>
    <ul class="calm">
      <Calm picture="quiet" of="welcome.quiet" language={visit.language} />
    </ul>
  </>
);

type PartProps = { id: string; title: TextKey; language: Language; children: ComponentChildren };
const Part = ({ id, title, language, children }: PartProps): VNode => (
  <section class="part" aria-labelledby={id}>
    <h2 id={id}>
      <Say of={title} language={language} />
    </h2>
    {children}
  </section>
);

const valuesOf = (statement: Statement, visit: Visit): Record<string, VNode> => ({
  ...supportName(visit),
  ...Object.fromEntries(Object.entries(statement.values).map(([name, value]) => [name, <bdi>{value}</bdi>])),
});

/** Said plainly, because fear of the immigration office keeps people from asking, and half the truth would be a trap. */
const Papers = ({ visit }: { visit: Visit }): VNode => (
  <Part id="papers" title="papers.title" language={visit.language}>
    {visit.guidance.papers.map((statement) => (
      <p>
        <Say of={textOf(`papers.${statement.id}`)} language={visit.language} values={valuesOf(statement, visit)} />
      </p>
    ))}
  </Part>
);

const Right = ({ right, language }: { right: Statement; language: Language }): VNode => (
  <li>
    <Picture of={right.picture} />
    <div>
      <b>
        <Say of={textOf(`${right.id}.name`)} language={language} />
      </b>
      <span>
        <Say of={textOf(`${right.id}.text`)} language={language} />
      </span>
    </div>
  </li>
);

const Rights = ({ visit }: { visit: Visit }): VNode => (
  <Part id="rights" title="rights.title" language={visit.language}>
    <p class="soft">
      <Say of="rights.depends" language={visit.language} values={supportName(visit)} />
    </p>
    <div class="rights">
      <ul>
        {visit.guidance.rights.map((right) => (
          <Right right={right} language={visit.language} />
        ))}
      </ul>
    </div>
  </Part>
);

const Safety = ({ visit: { language } }: { visit: Visit }): VNode => (
  <Part id="safety" title="safety.title" language={language}>
    <p>
      <Say of="safety.leave" language={language} />{' '}
      <span id="hint" hidden>
        <Say of="safety.shift" language={language} />
      </span>
    </p>
    <p>
      <Say of="safety.history" language={language} />
    </p>
  </Part>
);

/** A language that no named person has reviewed gives, in production, contacts and exit only. */
const Waiting = ({ visit: { language } }: { visit: Visit }): VNode => (
  <p class="lead">
    <Say of="waiting.text" language={language} />
  </p>
);

/** The first page of the public site: what to do, whom to call, rights in short. */
export const helpPage = (visit: Visit): string =>
  publicDocument(
    visit,
    visit.language.isPublished ? (
      <>
        <Welcome visit={visit} />
        <Calls visit={visit} />
        <Papers visit={visit} />
        <Rights visit={visit} />
        <Safety visit={visit} />
      </>
    ) : (
      <>
        <h1>
          <Say of="welcome.title" language={visit.language} />
        </h1>
        <Calls visit={visit} />
        <Waiting visit={visit} />
      </>
    ),
  );
