/** It is not known yet whether there is anything to be done: to be asked again. */
export class Unsettled extends Error {
  override readonly name = 'Unsettled'
}
