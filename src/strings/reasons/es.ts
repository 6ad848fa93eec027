import type { en } from './en';

export const es: Record<keyof typeof en, string> = {
  reason_shift: 'Turno o descanso',
  reason_overload: 'Demasiadas conversaciones',
  reason_absence: 'El agente no responde',
  reason_expertise: 'Se necesitan otras habilidades',
  reason_complaint: 'Queja del cliente',
  reason_quality: 'Calidad',
  reason_other: 'Otro',
};
