import React, { useEffect, useMemo, useState } from 'react';
import type { ComponentType } from 'react';

import { withFlexTheme } from '../flex/flexTheme';
import type { FlexTheme } from '../flex/flexTheme';
import type { PluginContext, ScreenContext } from '../PluginContext';
import { loadStrings } from '../strings/loadStrings';
import { createTranslate } from '../strings/translate';
import type { Translate } from '../strings/translate';
import { loadChunk } from './loadChunk';
import type { ChunkError, ChunkProblem } from './loadChunk';
import type * as shared from './shared';

type SharedChunk = typeof shared;

/** Of what stands in for a part until its chunk is there. */
export interface MeanwhileProps {
  /** Undefined while it is on its way. */
  problem: ChunkProblem | undefined;
  retry: () => void;
}

interface Loaded<Props> extends SharedChunk {
  Part: ComponentType<Props>;
  t: Translate;
}

/** A part of Flex that comes in a chunk, with Paste and the strings of one language. */
export type PartInChunk<Props> = ComponentType<Omit<Props, 'plugin'> & { plugin: PluginContext }> & {
  /** Loads it before it is used. Never rejects: the first use tries again. */
  preload: (plugin: PluginContext) => Promise<void>;
};

/**
 * Makes a part that loads its chunk when it is first shown. `load` has to be an `import()` of its own, with the chunk's
 * name: `() => import(/* webpackChunkName: "people" *\/ './People').then(({ People }) => People)`.
 */
export function inChunk<Props extends { plugin: ScreenContext }>(
  load: (plugin: PluginContext) => Promise<ComponentType<Props>>,
  Meanwhile: ComponentType<Omit<Props, 'plugin'> & { plugin: PluginContext } & MeanwhileProps>,
): PartInChunk<Props> {
  let loaded: Loaded<Props> | undefined;
  let loading: Promise<Loaded<Props>> | undefined;

  const loadOnce = (plugin: PluginContext): Promise<Loaded<Props>> => {
    loading ??= loadChunk(async () => {
      const [Part, common, strings] = await Promise.all([
        load(plugin),
        import(/* webpackChunkName: "shared" */ './shared'),
        loadStrings(plugin.locale),
      ]);
      loaded = { ...common, Part, t: createTranslate(strings) };
      return loaded;
    }).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };

  type GivenProps = Omit<Props, 'plugin'> & { plugin: PluginContext };

  const Part = ({ theme, ...props }: GivenProps & { theme: FlexTheme }): React.ReactElement => {
    const { plugin } = props as unknown as GivenProps;
    const [there, setThere] = useState(loaded);
    const [problem, setProblem] = useState<ChunkProblem>();
    const [tries, setTries] = useState(0);
    useEffect(() => {
      if (loaded) {
        setThere(loaded);
        return undefined;
      }
      let isShown = true;
      loadOnce(plugin).then(
        (now) => isShown && setThere(now),
        (error: ChunkError) => isShown && setProblem(error.problem),
      );
      return () => {
        isShown = false;
      };
    }, [plugin, tries]);
    const screen = useMemo(
      () => there && { ...plugin, t: there.t, backend: plugin.backend && there.screenBackend(plugin.backend) },
      [plugin, there],
    );

    if (!there || !screen) {
      const retry = () => {
        setProblem(undefined);
        setTries((count) => count + 1);
      };
      return <Meanwhile {...(props as unknown as GivenProps)} problem={problem} retry={retry} />;
    }
    const { PasteInFlex, Part: Loaded } = there;
    return (
      <PasteInFlex theme={theme}>
        <Loaded {...(props as unknown as Props)} plugin={screen} />
      </PasteInFlex>
    );
  };

  return Object.assign(withFlexTheme(Part) as ComponentType<GivenProps>, {
    preload: async (plugin: PluginContext) => {
      // What failed is in the console.
      await loadOnce(plugin).catch(() => undefined);
    },
  });
}
