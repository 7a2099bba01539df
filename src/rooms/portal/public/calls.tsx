import type { VNode } from 'preact';
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

/** A short sentence that takes away a fear. */
export const Calm = ({ picture, of, language }: { picture: string; of: TextKey; language: Language }): VNode => (
  <li>
    <Picture of={picture} />
    <span>
      <Say of={of} language={language} />
    </span>
  </li>
);

const Danger = ({ visit: { guidance, language } }: { visit: Visit }): VNode => (
  <section class="call now" aria-labelledby="danger">
    <h2 id="danger">
      <Say of="danger.title" language={language} />
    </h2>
    <p>
      <Say of="danger.who" language={language} />
    </p>
    <Dial contact={guidance.emergency} words="danger.call" language={language} />
    <p>
      <Say of="danger.say" language={language} />
    </p>
  </section>
);

const Support = ({ visit: { guidance, language } }: { visit: Visit }): VNode => {
  const values = {
    support: <Apart>{guidance.support.name}</Apart>,
    emergency: <Apart>{guidance.emergency.shown}</Apart>,
  };
  return (
    <section class="call" aria-labelledby="support">
      <h2 id="support">
        <Say of="support.title" language={language} />
      </h2>
      <p>
        <Say of="support.who" language={language} values={values} />
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

const Others = ({ visit: { language } }: { visit: Visit }): VNode => (
  <div class="others">
    <p>
      <Say of="support.trust" language={language} />
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
