import type * as Flex from '@twilio/flex-ui';

/** Plays it once, by Flex's own player, which plays one sound after the other. */
export function playSound({ AudioPlayerManager }: Pick<typeof Flex, 'AudioPlayerManager'>, url: string): void {
  AudioPlayerManager.play({ url, repeatable: false }, (error) => {
    // A browser allows no sound before the first click in the page.
    console.warn('[Messaging Controls] a sound could not be played', error);
  });
}
