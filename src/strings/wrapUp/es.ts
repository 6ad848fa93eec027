import type { WrapUpStringTable } from './wrapUpStrings';

export const es: WrapUpStringTable = {
  wrapUpTitle: 'Cierre',
  wrapUpAbout: 'Se guarda al completar la tarea, para los informes.',
  wrapUpDisposition: 'Resultado',
  wrapUpChoose: 'Elija un resultado',
  wrapUpNote: 'Nota',
  wrapUpNoteHelp: 'Hasta {{limit}} caracteres. Los informes la muestran tal como la escribe.',
  wrapUpNothing: 'No hay nada que completar en esta tarea.',
  wrapUpMissing: 'Llene el cierre y luego complete la tarea.',
  wrapUpDispositionMissing: 'Elija el resultado de la conversación.',
  wrapUpNoteMissing: 'Escriba una nota.',
  wrapUpSave: 'Guardar cierre',
  wrapUpSaved: 'Guardado.',
  wrapUpNotSaved: 'No pudimos guardar el cierre; lo que escribió sigue aquí. {{reason}}',
  wrapUpWithout: 'Completar sin él',
  error_REQUEST_INVALID: 'Los resultados han cambiado. Recargue Flex y elija de nuevo.',
  error_NOT_INSIDE: 'Esta tarea ya no es suya.',
};
