import type { VNode } from 'preact';
import { Calls } from './calls.tsx';
import { byName, type Language, type TextKey } from './languages.ts';
import { Picture } from './pictures.tsx';
import { Say } from './say.tsx';
import { publicDocument } from './shell.tsx';
import type { Visit } from './visit.ts';

const Choice = ({ tongue }: { tongue: Language }): VNode => (
  <li>
    <a href={`/${tongue.code}`} hreflang={tongue.code} lang={tongue.code} dir={tongue.direction}>
      {tongue.name}
    </a>
  </li>
);

/** The page of all languages, each by its own name; the one the browser asks for comes first. Nothing is remembered. */
export const choicePage = (visit: Visit): string => {
  const others = byName(visit.languages).filter(({ code }) => code !== visit.language.code);
  return publicDocument(
    visit,
    <>
      <h1 class="globe">
        <Picture of="globe" />
        <Say of="languages.label" language={visit.language} />
      </h1>
      <p class="lead">
        <Say of="choice.help" language={visit.language} />
      </p>
      <ul class="many">
        {[visit.language, ...others].map((tongue) => (
          <Choice tongue={tongue} />
        ))}
      </ul>
      <Calls visit={visit} />
    </>,
  );
};

const noticePage = (visit: Visit, title: TextKey): string =>
  publicDocument(
    visit,
    <>
      <h1>
        <Say of={title} language={visit.language} />
      </h1>
      <p class="lead">
        <a href={`/${visit.language.code}`}>
          <Say of="missing.back" language={visit.language} />
        </a>
      </p>
      <Calls visit={visit} />
    </>,
  );

/** For an address that leads nowhere: the way back, and the numbers all the same. */
export const missingPage = (visit: Visit): string => noticePage(visit, 'missing.title');

/** For a form that brings more than any form here can hold. */
export const tooLongPage = (visit: Visit): string => noticePage(visit, 'own.wrong.long');

/** For what fails on our side: never said to be missing, and the numbers are there all the same. */
export const faultPage = (visit: Visit): string => noticePage(visit, 'fault.title');

/** For a visitor behind an address that asks too often: the numbers are there all the same. */
export const busyPage = (visit: Visit): string => noticePage(visit, 'busy.title');
