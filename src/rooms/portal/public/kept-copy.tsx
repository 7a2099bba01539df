import { copyFolder, copyPath, keepPath, keptName, keptPath, manifestPath, shapePath, workerPath } from './assets.ts';
import { KeptText, keptSheet } from './kept-file.tsx';
import { Say } from './say.tsx';
import { publicDocument } from './shell.tsx';
import type { Visit } from './visit.ts';

/** The buttons of the sheet are links; these two are none, for nothing is asked for. */
const buttons =
  'button{width:100%;font:inherit;cursor:pointer}button.other{border:0;background:0;color:inherit;text-decoration:underline}[hidden]{display:none!important}';

const Keep = ({ visit: { language } }: { visit: Visit }) => (
  <div
    class="ways"
    id="keep"
    data-worker={workerPath}
    data-scope={`/${language.code}${copyFolder}`}
    data-kept={language.say('keep.browser.kept').text}
  >
    <div id="keep-cannot">
      <p>
        <Say of="keep.browser.cannot" language={language} />
      </p>
      <a class="other" href={`/${language.code}${keptPath}`} download={keptName}>
        <Say of="keep.save" language={language} />
      </a>
    </div>
    <div id="keep-do" hidden>
      <button class="dial" type="button">
        <Say of="keep.browser" language={language} />
      </button>
      <p>
        <Say of="keep.browser.text" language={language} />
      </p>
    </div>
    <output id="keep-kept" />
    <button class="other" type="button" id="keep-remove" hidden>
      <Say of="keep.browser.remove" language={language} />
    </button>
  </div>
);

/**
 * Rights and numbers as a page that a browser can keep and a telephone can put among its programs: only when somebody presses for it, with
 * the same exit as every page. Leaving takes it away again, for what the exit clears (`Clear-Site-Data`) includes such copies.
 */
export const keptCopy = (visit: Visit): string =>
  publicDocument(
    {
      ...visit,
      ...{
        here: copyPath,
        moreSheet: buttons + keptSheet,
        moreScript: keepPath,
        manifest: manifestPath(visit.language.code),
      },
      // The languages stand on the page before: without network none of them would open.
      languages: [visit.language],
    },
    <>
      <Keep visit={visit} />
      <KeptText visit={visit} />
    </>,
  );

/** What a telephone is told of the copy: opened on its own page, in its language, under the word of every title. */
export const copyManifest = ({ language }: Visit): string => {
  const name = language.say('page.title').text;
  return JSON.stringify({
    ...{ name, short_name: name, lang: language.code, dir: language.direction, display: 'minimal-ui' },
    ...{ start_url: `/${language.code}${copyPath}`, scope: `/${language.code}${copyFolder}` },
    ...{ background_color: '#f6f3ec', theme_color: '#f6f3ec' },
    icons: [{ src: shapePath, sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  });
};
