/** What every browser journey uses: the program really started, a browser, a persona, a look. */
export { launchBrowser } from './browser.ts';
export { type Journey, type Said, startJourney } from './journey.ts';
export { axeCheck, checkEveryLook, colourRules, looks, picture, violationsOf } from './looks.ts';
export { askedFor, signOut, stepInAs } from './step-in.ts';
export {
  beginActivation,
  codeIn,
  isSignedIn,
  languageOf,
  press,
  registerPasskey,
  secretOn,
  signInWithPasskey,
  type Typed,
  typeSignIn,
  withPasskey,
} from './sign-in.ts';
