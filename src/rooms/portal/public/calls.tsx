import type { ComponentChildren, VNode } from 'preact';
import type { Contact } from './guidance.ts';
import { Hours } from './hours.tsx';
import type { Language, TextKey } from './languages.ts';
import { Picture } from './pictures.tsx';
import { Apart, Say } from './say.tsx';
import type { Visit } from './visit.ts';

const Dial = ({ contact, words, language }: { contact: Contact; words: TextKey; language: Language }): VNode => (
  <a class="dial" href={`tel:${contact.dial}`}>
    <Picture of="phone" />
    <span>
      <Say of={words} language={language} values={{ number: <Apart>{contact.shown}</Apart> }} />
    </span>
  </a>
);

/** One of the sentences that are read aloud where a free voice reads them well; everywhere else a picture says it too. */
export const Core = (props: { picture: string; visit: Visit; children: ComponentChildren }): VNode =>
  props.visit.sound === undefined ? (
    <span class="drawn">
      <Picture of={props.picture} />
      <span>{props.children}</span>
    </span>
  ) : (
    <>{props.children}</>
  );

/** A short sentence that takes away a fear. */
export const Calm = ({ picture, of, language }: { picture: string; of: TextKey; language: Language }): VNode => (
  <li>
    <Picture of={picture} />
    <span>
      <Say of={of} language={language} />
    </span>
  </li>
);

const Danger = ({ visit, visit: { guidance, language } }: { visit: Visit }): VNode => (
  <section class="call now" aria-labelledby="danger">
    <h2 id="danger">
      <Core picture="warning" visit={visit}>
        <Say of="danger.title" language={language} />
      </Core>
    </h2>
    <p>
      <Core picture="badge" visit={visit}>
        <Say of="danger.who" language={language} />
      </Core>
    </p>
    <Dial contact={guidance.emergency} words="danger.call" language={language} />
    <p>
      <Core picture="place" visit={visit}>
        <Say of="danger.say" language={language} />
      </Core>
    </p>
  </section>
);

const Support = ({ visit, visit: { guidance, language } }: { visit: Visit }): VNode => {
  const values = {
    support: <Apart>{guidance.support.name}</Apart>,
    emergency: <Apart>{guidance.emergency.shown}</Apart>,
  };
  return (
    <section class="call" aria-labelledby="support">
      <h2 id="support">
        <Core picture="question" visit={visit}>
          <Say of="support.title" language={language} />
        </Core>
      </h2>
      <p>
        <Core picture="shield" visit={visit}>
          <Say of="support.who" language={language} values={values} />
        </Core>
      </p>
      <Dial contact={guidance.support} words="support.call" language={language} />
      <Hours contact={guidance.support} language={language} />
      <p>
        <Say of="support.closed" language={language} values={values} />
      </p>
      <ul class="calm">
        <Calm picture="name" of="support.name" language={language} />
        <Calm picture="paper" of="support.papers" language={language} />
      </ul>
    </section>
  );
};

const Others = ({ visit, visit: { language } }: { visit: Visit }): VNode => (
  <div class="others">
    <p>
      <Core picture="speech" visit={visit}>
        <Say of="support.trust" language={language} />
      </Core>
    </p>
    <p>
      <Say of="support.other" language={language} />
    </p>
  </div>
);

/** Whom to call: first the one who answers day and night, then the one who helps without being the police. */
export const Calls = ({ visit }: { visit: Visit }): VNode => (
  <div class="calls">
    <Danger visit={visit} />
    <Support visit={visit} />
    <Others visit={visit} />
  </div>
);

/** The two numbers again, small, at the end of a page of reading. */
export const CallStrip = ({ visit: { guidance, language } }: { visit: Visit }): VNode => (
  <aside class="strip" aria-label={language.say('contact.link').text}>
    <div class="now">
      <Say of="danger.title" language={language} />
      <Dial contact={guidance.emergency} words="danger.call" language={language} />
    </div>
    <div>
      <Say of="support.title" language={language} />
      <Dial contact={guidance.support} words="support.call" language={language} />
      <Hours contact={guidance.support} language={language} />
    </div>
  </aside>
);
