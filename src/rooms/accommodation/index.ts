/** The front door of accommodation: safe beds, who has one, who is missing. */
export {
  addBed,
  answerOffer,
  askForBed,
  countBedsWaiting,
  countFollowing,
  giveBed,
  keepAddress,
  moveIn,
  openHouse,
  takeNight,
} from './actions/index.ts';
export { withAccommodationLists } from './actions/lists.ts';
export { accommodationOnCase } from './actions/on-case.ts';
